package io.moraine;

import io.moraine.core.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An update of a table's rows. Each method returns another one; {@link #execute} runs it. */
public final class TableUpdate {
  private final Table table;
  private final Map<String, String> values;
  private final Optional<String> condition;

  TableUpdate(Table table, Map<String, String> values, Optional<String> condition) {
    this.table = table;
    this.values = values;
    this.condition = condition;
  }

  /** Sets {@code column} to the SQL expression {@code expression}, over the row as it was. */
  public TableUpdate set(String column, String expression) {
    Map<String, String> more = new LinkedHashMap<>(values);
    more.put(column, expression);
    return new TableUpdate(table, more, condition);
  }

  /** Updates only rows for which the SQL condition is true. */
  public TableUpdate where(String newCondition) {
    return new TableUpdate(table, values, Optional.of(newCondition));
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
    return table.change(
        "UPDATE %s SET %s%s"
            .formatted(
                table.sqlName(),
                SqlText.assignments(values),
                condition.map(text -> " WHERE " + text).orElse("")),
        Map.of());
  }
}
