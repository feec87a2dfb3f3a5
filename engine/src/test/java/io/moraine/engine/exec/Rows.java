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
import java.util.Map;
import java.util.TreeMap;
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
      // Sums in another order may differ in their last digits, which rounding hides; short decimals
      // are moved away from the halves where rounding would show it.
      double number = ((Number) value).doubleValue() * 1.0000000000123 + 0.0;
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

  /** The first few rows that only one of the two has, however they are ordered. */
  static List<String> difference(List<String> actual, List<String> expected) {
    Map<String, Integer> counts = new TreeMap<>();
    actual.forEach(row -> counts.merge(row, 1, Integer::sum));
    expected.forEach(row -> counts.merge(row, -1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .limit(6)
        .map(entry -> (entry.getValue() > 0 ? "only ours: " : "only theirs: ") + entry.getKey())
        .toList();
  }
}
