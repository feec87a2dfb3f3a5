package io.moraine.core.eval;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random rows: edge values often, nulls, dictionaries with unused entries, slices. */
public final class RandomBatches {
  /** Two columns of each type that expressions are made of. */
  public static final StructType SCHEMA;

  static {
    List<DataType> types =
        List.of(
            Primitive.BOOLEAN,
            Primitive.BYTE,
            Primitive.INTEGER,
            Primitive.LONG,
            Primitive.DOUBLE,
            Primitive.FLOAT,
            new DataType.Decimal(7, 2),
            new DataType.Decimal(18, 4),
            new DataType.Decimal(30, 6),
            Primitive.STRING,
            Primitive.DATE,
            Primitive.TIMESTAMP);
    List<StructField> fields = new ArrayList<>();
    for (DataType type : types) {
      for (int i = 0; i < 2; i++) {
        fields.add(StructField.of("c" + fields.size(), type));
      }
    }
    SCHEMA = StructType.of(fields);
  }

  private static final String[] TEXTS = {
    "",
    "a",
    "b",
    "ab",
    "abc",
    "%",
    "_",
    "Ärger",
    "1",
    "-7",
    "2.5",
    "true",
    "2024-02-29",
    "😀x",
    "\uFFFD",
    " x ",
    "zz"
  };

  private RandomBatches() {}

  /** A batch of {@link #SCHEMA}. */
  public static ColumnBatch batch(Random random, int rowCount) {
    List<ColumnVector> columns = new ArrayList<>();
    for (StructField field : SCHEMA.fields()) {
      columns.add(vector(random, field.type(), rowCount));
    }
    return new ColumnBatch(SCHEMA, rowCount, columns);
  }

  private static ColumnVector vector(Random random, DataType type, int rowCount) {
    double nulls = random.nextInt(3) == 0 ? 0 : random.nextInt(8) == 0 ? 1 : 0.2;
    int form = random.nextInt(3);
    if (form == 0) {
      int entries = 1 + random.nextInt(2 * rowCount + 4);
      ColumnVector dictionary = flat(random, type, entries, 0);
      int[] codes = new int[rowCount];
      byte[] validity = nulls == 0 ? null : new byte[rowCount];
      for (int i = 0; i < rowCount; i++) {
        boolean valid = random.nextDouble() >= nulls;
        codes[i] = valid ? random.nextInt(entries) : 0;
        if (validity != null) {
          validity[i] = (byte) (valid ? 1 : 0);
        }
      }
      return new DictionaryVector(rowCount, codes, dictionary, validity);
    } else if (form == 1) {
      return flat(random, type, rowCount + 5, nulls).slice(3, 3 + rowCount);
    }
    return flat(random, type, rowCount, nulls);
  }

  private static ColumnVector flat(Random random, DataType type, int rowCount, double nulls) {
    VectorBuilder builder = VectorBuilder.of(type, rowCount);
    for (int i = 0; i < rowCount; i++) {
      builder.append(random.nextDouble() < nulls ? null : value(random, type));
    }
    return builder.build();
  }

  /** A value of {@code type}, not null. */
  public static Object value(Random random, DataType type) {
    if (type instanceof DataType.Decimal decimal) {
      BigInteger bound = BigInteger.TEN.pow(decimal.precision());
      BigInteger unscaled =
          switch (random.nextInt(5)) {
            case 0 -> bound.subtract(BigInteger.ONE);
            case 1 -> bound.subtract(BigInteger.ONE).negate();
            case 2 -> BigInteger.valueOf(random.nextInt(5) - 2L);
            case 3 -> BigInteger.valueOf(random.nextInt(2000) - 1000L);
            default -> new BigInteger(120, random).mod(bound);
          };
      return new BigDecimal(unscaled, decimal.scale());
    }
    return switch ((Primitive) type) {
      case BOOLEAN -> random.nextBoolean();
      case BYTE -> small(random, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case INTEGER -> small(random, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case DATE -> random.nextInt(3) == 0 ? random.nextInt(5) - 2 : random.nextInt(40000) - 10000;
      case LONG -> random.nextInt(4) == 0 ? edge(random) : (long) random.nextInt(7) - 3;
      case TIMESTAMP -> (long) (random.nextGaussian() * 1e15);
      case DOUBLE -> floating(random);
      case FLOAT -> (float) floating(random);
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      default -> throw new IllegalArgumentException("No values of " + type);
    };
  }

  private static Object small(Random random, int min, int max) {
    return switch (random.nextInt(6)) {
      case 0 -> min;
      case 1 -> max;
      default -> random.nextInt(7) - 3;
    };
  }

  private static long edge(Random random) {
    return random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static double floating(Random random) {
    double[] edges = {
      0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, -1.5
    };
    return random.nextInt(3) == 0 ? random.nextGaussian() : edges[random.nextInt(edges.length)];
  }
}
