package io.moraine.engine.rule;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How often rows break one rule, and by which values the first ones do. */
final class Violation {
  private static final int SHOWN_ROWS = 3;
  private static final int SHOWN_CHARS = 80;

  private final String demand;
  private final List<String> examples = new ArrayList<>();
  private long rows;

  Violation(String demand) {
    this.demand = demand;
  }

  void add(ColumnBatch batch, int row, StructType schema, Collection<Integer> columns) {
    rows++;
    if (examples.size() < SHOWN_ROWS) {
      List<String> values = new ArrayList<>();
      for (int column : columns) {
        Object value = batch.column(column).value(row);
        String text = new Literal(schema.field(column).type(), value).toString();
        values.add(
            "%s = %s"
                .formatted(
                    schema.field(column).name(),
                    text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text));
      }
      examples.add("(" + String.join(", ", values) + ")");
    }
  }

  boolean isBroken() {
    return rows > 0;
  }

  @Override
  public String toString() {
    return "%s is violated by %d %s: %s%s"
        .formatted(
            demand,
            rows,
            rows == 1 ? "row" : "rows",
            String.join(", ", examples),
            rows > examples.size() ? ", …" : "");
  }
}
