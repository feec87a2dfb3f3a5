package io.moraine.engine.optimize;

import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A guess at what an operator gives.
 *
 * @param rows how many rows, at least 1
 * @param columns what is known of columns, by id; those of which nothing is known are missing
 */
record Estimate(double rows, Map<Integer, Column> columns) {
  /**
   * A guess at a column's values.
   *
   * @param distinct how many there are
   * @param min the smallest as a number, NaN if unknown
   * @param max the greatest as a number, NaN if unknown
   * @param domain how many distinct values there are in the whole table
   */
  record Column(double distinct, double min, double max, double domain) {
    /** Of {@code rows} rows with the bounds of {@code statistics}; nothing of some types. */
    static Column of(DataType type, ColumnStatistics statistics, double rows) {
      double min = number(statistics.min());
      double max = number(statistics.max());
      boolean counted = type.isIntegral() || type == DataType.Primitive.DATE;
      if (Double.isNaN(min) || Double.isNaN(max)) {
        return null;
      }
      double values = counted ? max - min + 1 : scaled(type, max - min);
      double distinct = Math.max(1, Math.min(rows, values));
      return new Column(distinct, min, max, distinct);
    }

    private static double scaled(DataType type, double range) {
      return type instanceof DataType.Decimal decimal
          ? range * Math.pow(10, decimal.scale()) + 1
          : Double.MAX_VALUE;
    }

    /** At most {@code most} distinct values. */
    Column atMost(double most) {
      return distinct <= most ? this : new Column(Math.max(1, most), min, max, domain);
    }

    boolean hasBounds() {
      return !Double.isNaN(min) && !Double.isNaN(max);
    }
  }

  Estimate {
    rows = Math.max(1, rows);
    columns = Map.copyOf(columns);
  }

  /** A value's place among others of its type; NaN where that is no number. */
  static double number(Object value) {
    if (value instanceof BigDecimal || value instanceof Number) {
      return ((Number) value).doubleValue();
    }
    return Double.NaN;
  }

  /** The column's guess, null if there is none. */
  Column column(int id) {
    return columns.get(id);
  }

  /** How many distinct values a column has; where that is unknown, {@code otherwise}. */
  double distinct(int id, double otherwise) {
    Column column = columns.get(id);
    return column == null ? otherwise : Math.min(rows, column.distinct());
  }

  /** The same columns over fewer rows or more. */
  Estimate withRows(double newRows) {
    return new Estimate(newRows, mapped(column -> column.atMost(Math.max(1, newRows))));
  }

  private Map<Integer, Column> mapped(UnaryOperator<Column> change) {
    Map<Integer, Column> changed = new HashMap<>();
    columns.forEach((id, column) -> changed.put(id, change.apply(column)));
    return changed;
  }
}
