package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values, batches and files to test with; random ones come from a seed. */
final class Samples {
  private static final String[] WORDS = {"", "a", "ab", "grün", "水", "😀", "longer than eight"};

  private Samples() {}

  /** Rows as lists of values, some of them null where the schema allows. */
  static List<List<Object>> rows(StructType schema, int count, long seed, int distinct) {
    Random random = new Random(seed);
    List<List<Object>> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(struct(schema, random, distinct));
    }
    return rows;
  }

  private static List<Object> struct(StructType schema, Random random, int distinct) {
    List<Object> row = new ArrayList<>();
    for (StructField field : schema.fields()) {
      row.add(
          field.type() == DataType.Primitive.VOID || (field.nullable() && random.nextInt(5) == 0)
              ? null
              : value(field.type(), random, distinct));
    }
    return row;
  }

  /** One of about {@code distinct} values of a primitive type, the type's extremes among them. */
  static Object value(DataType type, Random random, int distinct) {
    if (type instanceof StructType struct) {
      return struct(struct, random, distinct);
    } else if (type instanceof DataType.Array array) {
      List<Object> elements = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        elements.add(
            array.containsNull() && random.nextInt(4) == 0
                ? null
                : value(array.element(), random, distinct));
      }
      return elements;
    } else if (type instanceof DataType.MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        entries.put(
            value(map.key(), random, distinct),
            map.valueContainsNull() && random.nextInt(4) == 0
                ? null
                : value(map.value(), random, distinct));
      }
      return entries;
    }
    int pick = random.nextInt(distinct);
    // Small seeds alone would give values that lie close together.
    Random value = new Random(pick * 0x9e37_79b9_7f4a_7c15L);
    if (type instanceof DataType.Decimal decimal) {
      BigInteger most = BigInteger.TEN.pow(decimal.precision()).subtract(BigInteger.ONE);
      BigInteger unscaled =
          pick == 0
              ? most
              : pick == 1 ? most.negate() : new BigInteger(most.bitLength() - 1, value);
      return new BigDecimal(pick % 2 == 0 ? unscaled : unscaled.negate(), decimal.scale());
    }
    return switch ((DataType.Primitive) type) {
      case BOOLEAN -> value.nextBoolean();
      case BYTE ->
          pick == 0 ? (int) Byte.MIN_VALUE : pick == 1 ? (int) Byte.MAX_VALUE : value.nextInt(128);
      case SHORT ->
          pick == 0
              ? (int) Short.MIN_VALUE
              : pick == 1 ? (int) Short.MAX_VALUE : value.nextInt(32768);
      case INTEGER, DATE ->
          pick == 0 ? Integer.MIN_VALUE : pick == 1 ? Integer.MAX_VALUE : value.nextInt();
      case LONG, TIMESTAMP, TIMESTAMP_NTZ ->
          pick == 0 ? Long.MIN_VALUE : pick == 1 ? Long.MAX_VALUE : value.nextLong();
      case FLOAT ->
          pick == 0
              ? Float.NEGATIVE_INFINITY
              : pick == 1 ? -0.0f : pick == 2 ? Float.MIN_VALUE : (float) value.nextGaussian();
      case DOUBLE ->
          pick == 0
              ? Double.POSITIVE_INFINITY
              : pick == 1 ? -0.0 : pick == 2 ? Double.MIN_VALUE : value.nextGaussian();
      case STRING ->
          pick < WORDS.length ? WORDS[pick] : WORDS[pick % WORDS.length] + value.nextLong();
      case BINARY -> bytes(value);
      case VARIANT -> List.of(bytes(value), bytes(value));
      case VOID -> null;
    };
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  static ColumnBatch batch(StructType schema, List<List<Object>> rows) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      VectorBuilder builder = VectorBuilder.of(schema.field(i).type(), rows.size());
      for (List<Object> row : rows) {
        builder.append(row.get(i));
      }
      columns.add(builder.build());
    }
    return new ColumnBatch(schema, rows.size(), columns);
  }

  /** Writes the rows in batches of {@code batchRows}. */
  static WrittenFile write(
      Path file, StructType schema, WriteOptions options, List<List<Object>> rows, int batchRows) {
    List<ColumnBatch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += batchRows) {
      batches.add(batch(schema, rows.subList(from, Math.min(rows.size(), from + batchRows))));
    }
    return write(file, schema, options, batches);
  }

  static WrittenFile write(
      Path file, StructType schema, WriteOptions options, List<ColumnBatch> batches) {
    try (ParquetWriter writer = ParquetWriter.create(new FileObject(file), schema, options)) {
      batches.forEach(writer::write);
      return writer.finish();
    }
  }

  /** A value in a form that can be compared: arrays as lists, numbers by their bits. */
  static Object comparable(Object value) {
    if (value instanceof byte[] bytes) {
      return Arrays.toString(bytes);
    } else if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(element -> copy.add(comparable(element)));
      return copy;
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, entry) -> copy.put(comparable(key), comparable(entry)));
      return copy;
    } else if (value instanceof Number number
        && (value instanceof Byte || value instanceof Short)) {
      return number.intValue();
    } else if (value instanceof Float f) {
      return "float " + Integer.toHexString(Float.floatToRawIntBits(f));
    } else if (value instanceof Double d) {
      return "double " + Long.toHexString(Double.doubleToRawLongBits(d));
    }
    return value;
  }
}
