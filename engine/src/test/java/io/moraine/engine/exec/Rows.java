package io.moraine.engine.exec;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows as text in one form, wherever they come from, so that they can be compared. */
final class Rows {
  private Rows() {}

  /** All rows of {@code reader}, which is closed then; columns apart by a bar. */
  static List<String> of(BatchReader reader) {
    try (reader) {
      List<String> rows = new ArrayList<>();
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          int at = row;
          rows.add(row(batch.columns().stream().map(column -> column.value(at)).toList()));
        }
      }
      return rows;
    }
  }

  static String row(Collection<?> values) {
    return values.stream().map(Rows::text).collect(Collectors.joining(" | "));
  }

  private static String text(Object value) {
    if (value instanceof Double || value instanceof Float) {
      // Sums in another order may differ in their last digits.
      double number = ((Number) value).doubleValue() + 0.0;
      return Double.isFinite(number)
          ? String.format(Locale.ROOT, "%.8e", number)
          : String.valueOf(number);
    } else if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } else if (value instanceof BigInteger || value instanceof Number) {
      return value.toString();
    } else if (value instanceof LocalDate date) {
      return String.valueOf(date.toEpochDay());
    } else if (value instanceof List<?> list) {
      return list.stream().map(Rows::text).sorted().collect(Collectors.joining(",", "[", "]"));
    }
    return String.valueOf(value);
  }

  static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }
}
