package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.dml.WriteOptions;
import io.moraine.engine.dml.WriteOptions.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An update of a table's rows. Each method returns another one; {@link #execute} runs it. */
public final class TableUpdate {
  private final ChangeTarget target;
  private final Map<String, String> values;
  private final Optional<String> condition;
  private final WriteOptions options;

  TableUpdate(
      ChangeTarget target,
      Map<String, String> values,
      Optional<String> condition,
      WriteOptions options) {
    this.target = target;
    this.values = values;
    this.condition = condition;
    this.options = options;
  }

  /** Sets {@code column} to the SQL expression {@code expression}, over the row as it was. */
  public TableUpdate set(String column, String expression) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(column, expression);
    return new TableUpdate(target, more, condition, options);
  }

  /**
   * Sets {@code column} to {@code expression}, over the row as it was.
   *
   * @throws InvalidInputException if it is no expression over the table
   */
  public TableUpdate set(String column, Expr expression) {
    target.check(expression, "");
    return set(column, expression.toString());
  }

  /** Updates only rows for which the SQL condition is true. */
  public TableUpdate where(String newCondition) {
    return new TableUpdate(target, values, Optional.of(newCondition), options);
  }

  /**
   * Updates only rows for which the condition is true.
   *
   * @throws InvalidInputException if it is no condition over the table
   */
  public TableUpdate where(Expr newCondition) {
    target.check(newCondition, "WHERE");
    return where(newCondition.toString());
  }

  /** Updates only if application {@code appId} has not come to {@code version}. */
  public TableUpdate once(String appId, long version) {
    return new TableUpdate(target, values, condition, options.with(new Progress(appId, version)));
  }

  /** Words for the table's history. */
  public TableUpdate userMetadata(String text) {
    return new TableUpdate(target, values, condition, options.withUserMetadata(text));
  }

  /**
   * Updates the rows, as one new version.
   *
   * @throws ConflictException if another writer changed rows that this one would
   */
  public Changes execute() {
    if (values.isEmpty()) {
      throw new InvalidInputException("An update needs a column to set");
    }
    return target.change(
        "UPDATE %s SET %s%s"
            .formatted(
                target.sqlName(),
                SqlText.assignments(values),
                condition.map(text -> " WHERE " + text).orElse("")),
        Map.of(),
        options);
  }
}
