package io.moraine.engine.exec;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.PhysicalScan;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Rows made from a seed: few distinct values, many nulls, edge values, split and cut into batches
 * at random, strings with and without dictionaries. Column {@code x} numbers the rows.
 */
final class RandomTable implements ScanSource {
  static final StructType SCHEMA =
      StructType.of(
          StructField.required("x", Primitive.INTEGER),
          StructField.of("i", Primitive.INTEGER),
          StructField.of("l", Primitive.LONG),
          StructField.of("s", Primitive.STRING),
          StructField.of("d", Primitive.DATE),
          StructField.of("m", new DataType.Decimal(10, 2)),
          StructField.of("w", new DataType.Decimal(30, 3)),
          StructField.of("f", Primitive.DOUBLE),
          StructField.of("b", Primitive.BOOLEAN),
          StructField.of("t", Primitive.SHORT),
          StructField.of("g", Primitive.FLOAT));

  private static final String[] STRINGS = {
    "", "a", "ab", "abcdefgh", "abcdefghi", "abcdefghj", "z", "é", "\uD83D\uDE00", "\uFFFD", "A"
  };
  private static final double[] DOUBLES = {0.0, -0.0, 1.5, -2.25, Double.NaN, 1e10, -1e10, 0.25};

  private final Random random;
  private final int distinct;
  private final List<List<Object>> rows = new ArrayList<>();
  private final List<List<ColumnBatch>> splits = new ArrayList<>();

  RandomTable(long seed, int rowCount, int distinct) {
    this.random = new Random(seed);
    this.distinct = distinct;
    for (int x = 0; x < rowCount; x++) {
      List<Object> row = new ArrayList<>();
      row.add(x);
      for (StructField field : SCHEMA.fields().subList(1, SCHEMA.size())) {
        row.add(random.nextInt(6) == 0 ? null : value(field.type()));
      }
      rows.add(row);
    }
    cut();
  }

  private Object value(DataType type) {
    int n = random.nextInt(distinct) - distinct / 2;
    if (type instanceof DataType.Decimal decimal) {
      BigInteger wide = BigInteger.valueOf(n);
      wide = decimal.fitsLong() ? wide : wide.multiply(BigInteger.TEN.pow(random.nextInt(2) * 24));
      return new BigDecimal(wide, decimal.scale());
    }
    return switch ((Primitive) type) {
      case INTEGER, SHORT, DATE -> n;
      case LONG -> n * 3_000_000_000L;
      case STRING ->
          distinct <= STRINGS.length
              ? STRINGS[random.nextInt(distinct)]
              : "some text " + n + STRINGS[random.nextInt(STRINGS.length)];
      case DOUBLE -> distinct <= 8 ? DOUBLES[random.nextInt(8)] : (Object) (n * 0.25);
      case FLOAT -> n * 0.5f;
      case BOOLEAN -> random.nextBoolean();
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  private void cut() {
    ColumnVector dictionary = null;
    int from = 0;
    while (from < rows.size()) {
      if (splits.isEmpty() || random.nextInt(3) == 0) {
        splits.add(new ArrayList<>());
        dictionary = random.nextBoolean() ? dictionary() : null;
      }
      int to = Math.min(rows.size(), from + 1 + random.nextInt(Math.max(2, rows.size() / 5)));
      splits.get(splits.size() - 1).add(batch(from, to, dictionary));
      from = to;
    }
  }

  private ColumnVector dictionary() {
    VectorBuilder builder = VectorBuilder.of(Primitive.STRING, 16);
    rows.stream().map(row -> row.get(3)).filter(s -> s != null).distinct().forEach(builder::append);
    return builder.build();
  }

  private ColumnBatch batch(int from, int to, ColumnVector dictionary) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int c = 0; c < SCHEMA.size(); c++) {
      VectorBuilder builder = VectorBuilder.of(SCHEMA.field(c).type(), to - from);
      for (int row = from; row < to; row++) {
        builder.append(rows.get(row).get(c));
      }
      columns.add(builder.build());
    }
    if (dictionary != null && dictionary.size() > 0) {
      columns.set(3, coded(columns.get(3), dictionary));
    }
    return new ColumnBatch(SCHEMA, to - from, columns);
  }

  private static ColumnVector coded(ColumnVector strings, ColumnVector dictionary) {
    Map<Object, Integer> codes = new HashMap<>();
    for (int i = 0; i < dictionary.size(); i++) {
      codes.put(dictionary.value(i), i);
    }
    int[] coded = new int[strings.size()];
    for (int i = 0; i < coded.length; i++) {
      coded[i] = strings.isNull(i) ? 0 : codes.get(strings.value(i));
    }
    return new DictionaryVector(coded.length, coded, dictionary, strings.validity());
  }

  /** The statements that make the same table called {@code name} in DuckDB. */
  List<String> sql(String name) {
    List<String> statements = new ArrayList<>();
    statements.add(
        "CREATE OR REPLACE TABLE %s (x INT, i INT, l BIGINT, s VARCHAR, d DATE, m DECIMAL(10,2), w DECIMAL(30,3), f DOUBLE, b BOOLEAN, t SMALLINT, g FLOAT)"
            .formatted(name));
    for (int from = 0; from < rows.size(); from += 500) {
      List<String> tuples =
          rows.subList(from, Math.min(rows.size(), from + 500)).stream()
              .map(row -> String.join(",", row.stream().map(RandomTable::literal).toList()))
              .toList();
      statements.add(
          "INSERT INTO %s SELECT c0,c1,c2,c3,date '1970-01-01' + c4::int,c5,c6,c7,c8,c9,c10 FROM (VALUES (%s)) v(c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10)"
              .formatted(name, String.join("),(", tuples)));
    }
    return statements;
  }

  private static String literal(Object value) {
    if (value instanceof String text) {
      return "'" + text + "'";
    } else if (value instanceof Double || value instanceof Float) {
      return "'%s'::double".formatted(value);
    } else if (value instanceof BigDecimal number) {
      return number.toPlainString() + "::decimal(38,3)";
    }
    return String.valueOf(value);
  }

  PhysicalScan scan() {
    return new PhysicalScan(this);
  }

  /** A column by name, at its place in the table's schema. */
  static ColumnReference column(String name) {
    return column(name, 0);
  }

  /** A column by name, {@code offset} places further. */
  static ColumnReference column(String name, int offset) {
    int ordinal = SCHEMA.ordinal(name);
    StructField field = SCHEMA.field(ordinal);
    return new ColumnReference(ordinal + offset, name, field.type(), field.nullable());
  }

  @Override
  public String name() {
    return "random";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<ScanSplit> splits() {
    return splits.stream()
        .map(batches -> (ScanSplit) () -> BatchReader.of(SCHEMA, batches))
        .toList();
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.of(rows.size());
  }
}
