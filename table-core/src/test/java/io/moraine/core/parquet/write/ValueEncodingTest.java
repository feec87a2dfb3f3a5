package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings are chosen by the values. */
class ValueEncodingTest {
  private static final int ROWS = 30_000;

  @TempDir private Path folder;

  private Set<Encoding> dataEncodings(
      DataType type, WriteOptions options, IntFunction<Object> values) throws IOException {
    StructType schema = StructType.of(StructField.of("c", type));
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of(values.apply(i)));
    }
    Path file = folder.resolve("f.parquet");
    Samples.write(file, schema, options, rows, 4096);
    List<List<Object>> back = ParquetJava.rows(file, schema);
    for (int i = 0; i < ROWS; i++) {
      assertThat(Samples.comparable(back.get(i))).isEqualTo(Samples.comparable(rows.get(i)));
    }
    try (ParquetFileReader reader = ParquetJava.open(file)) {
      return reader.getRowGroups().get(0).getColumns().get(0).getEncodingStats().getDataEncodings();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "zstd"})
  void integersThatLieCloseTogetherAreWrittenAsDifferences(String compression) throws IOException {
    WriteOptions options = WriteOptions.DEFAULT.withCompression(Compression.named(compression));
    Random random = new Random(1);
    assertThat(dataEncodings(Primitive.LONG, options, i -> 1_000_000L + i))
        .as("sorted")
        .containsExactly(Encoding.DELTA_BINARY_PACKED);
    assertThat(dataEncodings(Primitive.LONG, options, i -> (long) random.nextInt(1 << 24)))
        .as("of few bits")
        .containsExactly(Encoding.DELTA_BINARY_PACKED);
    assertThat(
            dataEncodings(
                Primitive.TIMESTAMP, options, i -> 1_700_000_000_000_000L + i * 1_000_007L))
        .as("timestamps")
        .containsExactly(Encoding.DELTA_BINARY_PACKED);
    assertThat(
            dataEncodings(
                new DataType.Decimal(15, 2),
                options,
                i -> BigDecimal.valueOf(random.nextInt(10_000_000), 2)))
        .as("decimals")
        .containsExactly(Encoding.DELTA_BINARY_PACKED);
    assertThat(dataEncodings(Primitive.LONG, options, i -> random.nextLong()))
        .as("random")
        .containsExactly(Encoding.PLAIN);
  }

  @Test
  void fewValuesStayInADictionary() throws IOException {
    Random random = new Random(2);
    WriteOptions options = WriteOptions.DEFAULT;
    Set<Encoding> coded = Set.of(Encoding.RLE_DICTIONARY);
    assertThat(dataEncodings(Primitive.INTEGER, options, i -> random.nextInt(50) * 12_345_678))
        .isEqualTo(coded);
    assertThat(dataEncodings(Primitive.DATE, options, i -> 9000 + random.nextInt(2500)))
        .isEqualTo(coded);
    assertThat(dataEncodings(Primitive.DOUBLE, options, i -> random.nextInt(300) / 7.0))
        .isEqualTo(coded);
    assertThat(dataEncodings(Primitive.STRING, options, i -> "customer " + random.nextInt(5000)))
        .isEqualTo(coded);
  }

  @Test
  void floatsAreSplitOnlyOnRequest() throws IOException {
    IntFunction<Object> smooth = i -> Math.sin(i / 5000.0);
    assertThat(dataEncodings(Primitive.DOUBLE, WriteOptions.DEFAULT, smooth))
        .containsExactly(Encoding.PLAIN);
    WriteOptions split = WriteOptions.DEFAULT.withEncoding(ValueEncoding.BY_DATA_WITH_SPLIT);
    assertThat(dataEncodings(Primitive.DOUBLE, split, smooth))
        .containsExactly(Encoding.BYTE_STREAM_SPLIT);
    assertThat(dataEncodings(Primitive.FLOAT, split, i -> (float) Math.sin(i / 5000.0)))
        .containsExactly(Encoding.BYTE_STREAM_SPLIT);
    assertThat(dataEncodings(Primitive.LONG, split, i -> (long) i))
        .containsExactly(Encoding.DELTA_BINARY_PACKED);
  }

  @Test
  void stringsShareTheirBeginningsWhereThatIsMuch() throws IOException {
    WriteOptions stored = WriteOptions.DEFAULT.withCompression(Compression.NONE);
    IntFunction<Object> paths =
        i -> "s3://bucket/warehouse/table/part-%07d-c000.snappy.parquet".formatted(i);
    assertThat(dataEncodings(Primitive.STRING, stored, paths))
        .containsExactly(Encoding.DELTA_BYTE_ARRAY);
    Random random = new Random(3);
    assertThat(dataEncodings(Primitive.STRING, stored, i -> Long.toHexString(random.nextLong())))
        .containsExactly(Encoding.DELTA_LENGTH_BYTE_ARRAY);
  }

  @Test
  void aChunkMayChangeItsEncoding() throws IOException {
    Random random = new Random(4);
    // Pages of 100 rows: forms are tried again after 64 of them.
    WriteOptions options = WriteOptions.DEFAULT.withPages(100, 1 << 20);
    assertThat(
            dataEncodings(
                Primitive.LONG, options, i -> i < ROWS / 2 ? (long) i : random.nextLong()))
        .containsExactlyInAnyOrder(Encoding.DELTA_BINARY_PACKED, Encoding.PLAIN);
  }
}
