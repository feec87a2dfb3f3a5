package io.moraine;

import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.Map;
import java.util.Optional;

/** A deletion of a table's rows. Each method returns another one; {@link #execute} runs it. */
public final class TableDelete {
  private final ChangeTarget target;
  private final Optional<String> condition;
  private final WriteOptions options;

  TableDelete(ChangeTarget target, Optional<String> condition, WriteOptions options) {
    this.target = target;
    this.condition = condition;
    this.options = options;
  }

  /** Deletes only rows for which the SQL condition is true. */
  public TableDelete where(String newCondition) {
    return new TableDelete(target, Optional.of(newCondition), options);
  }

  /**
   * Deletes only rows for which the condition is true.
   *
   * @throws io.moraine.core.error.InvalidInputException if it is no condition over the table
   */
  public TableDelete where(Expr newCondition) {
    target.check(newCondition, "WHERE");
    return where(newCondition.toString());
  }

  /** Deletes only if application {@code appId} has not come to {@code version}. */
  public TableDelete once(String appId, long version) {
    return new TableDelete(target, condition, options.with(new Progress(appId, version)));
  }

  /** Words for the table's history. */
  public TableDelete userMetadata(String text) {
    return new TableDelete(target, condition, options.withUserMetadata(text));
  }

  /**
   * Deletes the rows, as one new version.
   *
   * @throws ConflictException if another writer changed rows that this one read
   */
  public Changes execute() {
    return target.change(
        "DELETE FROM %s%s"
            .formatted(target.sqlName(), condition.map(text -> " WHERE " + text).orElse("")),
        Map.of(),
        options);
  }
}
