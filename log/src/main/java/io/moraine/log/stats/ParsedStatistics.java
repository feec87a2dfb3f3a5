package io.moraine.log.stats;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.stats.StatisticValues.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes some columns' statistics out of the columns that a checkpoint has them in, {@code
 * stats_parsed}.
 */
public final class ParsedStatistics {
  private static final String NUM_RECORDS = "numRecords";
  private static final String TIGHT = "tightBounds";
  private static final String MIN = "minValues";
  private static final String MAX = "maxValues";
  private static final String NULLS = "nullCount";
  private static final String NANS = "nanCount";

  private final StatisticsColumns columns;
  private final StructType type;

  /**
   * Of {@code wanted}, from a struct that has {@code available}.
   *
   * @param available the type of the struct in the file
   */
  public ParsedStatistics(FileStatistics.Columns wanted, StructType available) {
    this.columns = wanted.columns();
    List<StructField> fields = new ArrayList<>();
    fields.add(StructField.of(NUM_RECORDS, Primitive.LONG));
    if (available.ordinalOf(TIGHT).isPresent()) {
      fields.add(StructField.of(TIGHT, Primitive.BOOLEAN));
    }
    for (String name : List.of(MIN, MAX, NULLS, NANS)) {
      if (available.ordinalOf(name).isPresent()
          && available.field(name).type() instanceof StructType inner) {
        StructType values = select(columns.roots(), inner, !name.equals(MIN) && !name.equals(MAX));
        if (values.size() > 0) {
          fields.add(StructField.of(name, values));
        }
      }
    }
    this.type = StructType.of(fields);
  }

  private static StructType select(
      Map<String, StatisticsColumns.Node> nodes, StructType available, boolean counts) {
    List<StructField> fields = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (available.ordinalOf(name).isEmpty()) {
            return;
          }
          DataType there = available.field(name).type();
          if (node.leaf() >= 0 && node.type() != Primitive.VOID && !there.isNested()) {
            fields.add(StructField.of(name, counts ? Primitive.LONG : node.type()));
          } else if (node.leaf() < 0 && there instanceof StructType struct) {
            StructType inner = select(node.fields(), struct, counts);
            if (inner.size() > 0) {
              fields.add(StructField.of(name, inner));
            }
          }
        });
    return StructType.of(fields);
  }

  /** What to read of the struct. */
  public StructType type() {
    return type;
  }

  /**
   * Reads {@code statistics}, of {@link #type()}, into {@code table}.
   *
   * @param rows which rows are of files, {@code count} of them
   * @param first the first row's file
   */
  public void read(
      StructVector statistics, int[] rows, int count, StatisticsTableBuilder table, int first) {
    for (int i = 0; i < type.size(); i++) {
      ColumnVector field = statistics.field(i);
      switch (type.field(i).name()) {
        case NUM_RECORDS -> copy(field, rows, count, table.numRecords, first);
        case TIGHT -> {
          for (int k = 0; k < count; k++) {
            if (Boolean.FALSE.equals(field.value(rows[k]))) {
              table.wide[first + k] = 1;
            }
          }
        }
        case MIN -> bounds(columns.roots(), field, rows, count, table.min, first, Side.MIN);
        case MAX -> bounds(columns.roots(), field, rows, count, table.max, first, Side.MAX);
        case NULLS -> counts(columns.roots(), field, rows, count, table.nullCount, first);
        default -> counts(columns.roots(), field, rows, count, table.nanCount, first);
      }
    }
  }

  private static void copy(ColumnVector vector, int[] rows, int count, long[] target, int first) {
    LongVector longs = (LongVector) vector.flat();
    long[] values = longs.values();
    for (int k = 0; k < count; k++) {
      if (!longs.isNull(rows[k])) {
        target[first + k] = values[rows[k]];
      }
    }
  }

  private static void counts(
      Map<String, StatisticsColumns.Node> nodes,
      ColumnVector vector,
      int[] rows,
      int count,
      long[][] target,
      int first) {
    StructVector struct = (StructVector) vector;
    StructType fields = (StructType) vector.type();
    for (int i = 0; i < fields.size(); i++) {
      StatisticsColumns.Node node = node(nodes, fields.field(i));
      if (node.leaf() < 0) {
        counts(node.fields(), struct.field(i), rows, count, target, first);
      } else if (target[node.leaf()].length > 0) {
        copy(struct.field(i), rows, count, target[node.leaf()], first);
      }
    }
  }

  private static void bounds(
      Map<String, StatisticsColumns.Node> nodes,
      ColumnVector vector,
      int[] rows,
      int count,
      BoundColumn[] target,
      int first,
      Side side) {
    StructVector struct = (StructVector) vector;
    StructType fields = (StructType) vector.type();
    for (int i = 0; i < fields.size(); i++) {
      StatisticsColumns.Node node = node(nodes, fields.field(i));
      if (node.leaf() < 0) {
        bounds(node.fields(), struct.field(i), rows, count, target, first, side);
      } else {
        bounds(struct.field(i), rows, count, target[node.leaf()], first, side);
      }
    }
  }

  private static StatisticsColumns.Node node(
      Map<String, StatisticsColumns.Node> nodes, StructField field) {
    StatisticsColumns.Node node = nodes.get(field.name());
    if (node == null) {
      throw new IllegalArgumentException("No column '%s'".formatted(field.name()));
    }
    return node;
  }

  private static void bounds(
      ColumnVector vector, int[] rows, int count, BoundColumn target, int first, Side side) {
    boolean time = target.type == Primitive.TIMESTAMP || target.type == Primitive.TIMESTAMP_NTZ;
    if (vector instanceof DictionaryVector codes
        && codes.dictionary() instanceof BytesVector words) {
      for (int k = 0; k < count; k++) {
        if (!vector.isNull(rows[k])) {
          int word = codes.codes()[rows[k]];
          target.setBytes(first + k, words.data(), words.start()[word], words.length()[word]);
        }
      }
      return;
    }
    ColumnVector flat = vector.flat();
    if (flat instanceof LongVector longs && target.form == BoundColumn.Form.LONGS) {
      long[] values = longs.values();
      for (int k = 0; k < count; k++) {
        if (!flat.isNull(rows[k])) {
          long value = values[rows[k]];
          target.setLong(first + k, time ? StatisticValues.outward(value, side) : value);
        }
      }
    } else if (flat instanceof IntVector ints && target.form == BoundColumn.Form.LONGS) {
      for (int k = 0; k < count; k++) {
        if (!flat.isNull(rows[k])) {
          target.setLong(first + k, ints.values()[rows[k]]);
        }
      }
    } else if (flat instanceof BytesVector words && target.form == BoundColumn.Form.BYTES) {
      for (int k = 0; k < count; k++) {
        if (!flat.isNull(rows[k])) {
          target.setBytes(first + k, words.data(), words.start()[rows[k]], words.length()[rows[k]]);
        }
      }
    } else {
      for (int k = 0; k < count; k++) {
        target.set(first + k, outward(flat.value(rows[k]), side));
      }
    }
  }

  /** Floats may have been read from longer text, which another float lies nearer to. */
  private static @Nullable Object outward(@Nullable Object value, Side side) {
    if (value instanceof Double number) {
      return number.isNaN() ? null : number;
    } else if (value instanceof Float number) {
      if (number.isNaN() || number.isInfinite()) {
        return number.isNaN() ? null : number;
      }
      return side == Side.MIN ? Math.nextDown(number) : Math.nextUp(number);
    }
    return value instanceof byte[] ? null : value;
  }
}
