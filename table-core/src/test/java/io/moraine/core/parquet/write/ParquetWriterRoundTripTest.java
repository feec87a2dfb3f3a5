package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back through parquet-java, bit by bit. */
class ParquetWriterRoundTripTest {
  private static final WriteOptions SMALL =
      WriteOptions.DEFAULT.withPages(100, 1 << 20).withRowGroups(1 << 20, 1050);

  @TempDir Path folder;

  static List<DataType> types() {
    List<DataType> types = new ArrayList<>();
    for (Primitive primitive : Primitive.values()) {
      if (primitive != Primitive.VOID) {
        types.add(primitive);
      }
    }
    for (int precision : new int[] {1, 9, 10, 18, 19, 20, 21, 28, 37, 38}) {
      types.add(new DataType.Decimal(precision, precision / 2));
    }
    return types;
  }

  private void roundTrip(
      StructType schema, WriteOptions options, List<List<Object>> rows, int batchRows) {
    Path file = folder.resolve("f.parquet");
    WrittenFile written = Samples.write(file, schema, options, rows, batchRows);
    assertThat(written.rowCount()).isEqualTo(rows.size());
    assertThat(written.sizeBytes()).isEqualTo(file.toFile().length());
    List<List<Object>> back = ParquetJava.rows(file, schema);
    assertThat(back).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(Samples.comparable(back.get(i)))
          .as("row %d", i)
          .isEqualTo(Samples.comparable(rows.get(i)));
    }
  }

  static Stream<Arguments> typesAndDistinct() {
    // Few values keep a dictionary; many give it up at once; some give it up later.
    return types().stream()
        .flatMap(type -> Stream.of(3, 60, 1_000_000).map(n -> Arguments.of(type, n)));
  }

  @ParameterizedTest
  @MethodSource("typesAndDistinct")
  void everyTypeComesBack(DataType type, int distinct) {
    StructType schema =
        StructType.of(
            StructField.of("optional", type),
            StructField.required("required", type),
            StructField.of("list", new DataType.Array(type, true)),
            StructField.of(
                "struct",
                StructType.of(StructField.of("o", type), StructField.required("r", type))));
    roundTrip(schema, SMALL, Samples.rows(schema, 2500, 1, distinct), 333);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 8, 9, 99, 100, 101, 1049, 1050, 1051, 2100})
  void anyNumberOfRowsComesBack(int rows) {
    StructType schema =
        StructType.of(
            StructField.of("i", Primitive.INTEGER),
            StructField.required("b", Primitive.BOOLEAN),
            StructField.of("s", Primitive.STRING),
            StructField.of("a", new DataType.Array(Primitive.LONG, true)));
    roundTrip(schema, SMALL, Samples.rows(schema, rows, rows, 50), 1024);
  }

  @ParameterizedTest
  @MethodSource("nested")
  void nestedTypesComeBack(DataType type) {
    StructType schema =
        StructType.of(StructField.of("id", Primitive.INTEGER), StructField.of("n", type));
    roundTrip(schema, SMALL, Samples.rows(schema, 3000, 5, 40), 700);
    StructType required = StructType.of(StructField.required("n", type));
    roundTrip(required, SMALL, Samples.rows(required, 3000, 6, 40), 100_000);
  }

  static Stream<DataType> nested() {
    DataType strings = new DataType.Array(Primitive.STRING, true);
    DataType required = new DataType.Array(Primitive.INTEGER, false);
    DataType map = new DataType.MapOf(Primitive.STRING, Primitive.LONG, true);
    StructType struct =
        StructType.of(
            StructField.of("x", Primitive.DOUBLE),
            StructField.required("y", strings),
            StructField.of("nothing", Primitive.VOID),
            StructField.of("z", map));
    return Stream.of(
        strings,
        required,
        map,
        struct,
        new DataType.Array(new DataType.Array(required, true), true),
        new DataType.Array(new DataType.Array(required, false), false),
        new DataType.Array(struct, true),
        new DataType.Array(struct, false),
        new DataType.MapOf(Primitive.INTEGER, struct, true),
        new DataType.MapOf(
            Primitive.STRING, new DataType.MapOf(Primitive.STRING, strings, false), true),
        StructType.of(
            StructField.of("a", StructType.of(StructField.of("b", struct))),
            StructField.required("c", StructType.of(StructField.required("d", struct)))),
        new DataType.Array(Primitive.VARIANT, true));
  }

  @Test
  void nullsAtBothEndsAndNothingButNullsComeBack() {
    StructType schema =
        StructType.of(
            StructField.of("first", Primitive.LONG),
            StructField.of("last", Primitive.STRING),
            StructField.of("none", Primitive.DOUBLE),
            StructField.of("all", new DataType.Array(Primitive.STRING, true)));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 450; i++) {
      rows.add(
          Arrays.asList(i < 150 ? null : (Object) (long) i, i >= 300 ? null : "s" + i, null, null));
    }
    roundTrip(schema, SMALL, rows, 64);
  }

  static Stream<Compression> compressions() {
    return Stream.of(
        Compression.NONE,
        Compression.SNAPPY,
        Compression.GZIP,
        Compression.ZSTD,
        Compression.LZ4_RAW);
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyCompressionComesBack(Compression compression) {
    StructType schema =
        StructType.of(
            StructField.of("l", Primitive.LONG),
            StructField.of("s", Primitive.STRING),
            StructField.of("a", new DataType.Array(Primitive.INTEGER, true)));
    roundTrip(schema, SMALL.withCompression(compression), Samples.rows(schema, 3000, 9, 5000), 500);
  }

  @ParameterizedTest
  @EnumSource(ValueEncoding.class)
  void everyEncodingComesBack(ValueEncoding encoding) {
    List<StructField> fields = new ArrayList<>();
    for (DataType type : types()) {
      fields.add(StructField.of("c" + fields.size(), type));
    }
    StructType schema = StructType.of(fields);
    WriteOptions options = SMALL.withEncoding(encoding).withDictionaries(0, 0);
    for (int rows : new int[] {1, 2, 33, 129, 1500}) {
      roundTrip(schema, options, Samples.rows(schema, rows, 4, 1_000_000), 700);
    }
  }

  @Test
  void aDictionaryThatGrowsPastItsLimitInsideAPageIsGivenUp() {
    StructType schema =
        StructType.of(
            StructField.of("l", Primitive.LONG),
            StructField.of("s", Primitive.STRING),
            StructField.of("d", new DataType.Decimal(30, 2)));
    // The first half has few values; later all are new.
    List<List<Object>> rows = Samples.rows(schema, 1000, 2, 10);
    rows.addAll(Samples.rows(schema, 1000, 3, 1_000_000));
    for (int entries : new int[] {1, 5, 20, 150, 400}) {
      roundTrip(schema, SMALL.withDictionaries(entries, 1 << 20), rows, 77);
      roundTrip(schema, SMALL.withDictionaries(1 << 20, 40 * entries), rows, 77);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1000, 10_000})
  void pagesLimitedByBytesComeBack(int pageBytes) {
    StructType schema =
        StructType.of(
            StructField.of("s", Primitive.STRING),
            StructField.of("a", new DataType.Array(Primitive.STRING, true)),
            StructField.of("l", Primitive.LONG));
    WriteOptions options = SMALL.withPages(500, pageBytes);
    roundTrip(schema, options, Samples.rows(schema, 700, 2, 20), 300);
    roundTrip(schema, options.withDictionaries(0, 0), Samples.rows(schema, 700, 2, 20), 300);
  }
}
