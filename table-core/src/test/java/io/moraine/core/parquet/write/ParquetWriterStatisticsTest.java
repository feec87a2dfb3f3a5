package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.BoundaryOrder;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds, null counts and page indexes, as parquet-java sees them and as the log gets them. */
class ParquetWriterStatisticsTest {
  private static final WriteOptions SMALL =
      WriteOptions.DEFAULT.withPages(100, 1 << 20).withRowGroups(1 << 20, 1000);

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("f.parquet");
  }

  private WrittenFile write(StructType schema, WriteOptions options, List<List<Object>> rows) {
    return Samples.write(file(), schema, options, rows, 170);
  }

  private WrittenFile writeOne(DataType type, Object... values) {
    return write(
        StructType.of(StructField.of("c", type)),
        SMALL,
        Arrays.stream(values).map(value -> Arrays.asList(value)).toList());
  }

  private Statistics<?> footerOfFirstChunk() {
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      return reader.getRowGroups().get(0).getColumns().get(0).getStatistics();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnStatistics only(WrittenFile written) {
    assertThat(written.statistics()).hasSize(1);
    return written.statistics().values().iterator().next();
  }

  @ParameterizedTest
  @MethodSource("io.moraine.core.parquet.write.ParquetWriterRoundTripTest#types")
  void boundsAreTheLeastAndTheGreatestValue(DataType type) throws Exception {
    StructType schema = StructType.of(StructField.of("c", type));
    List<List<Object>> rows = Samples.rows(schema, 2500, 8, 400);
    WrittenFile written = write(schema, SMALL, rows);
    List<Object> values = rows.stream().map(row -> row.get(0)).filter(Objects::nonNull).toList();
    ColumnStatistics statistics = only(written);
    assertThat(statistics.nullCount()).isEqualTo(2500 - values.size());
    if (type == Primitive.VARIANT) {
      assertThat(statistics.min()).isNull();
      assertThat(statistics.max()).isNull();
      return;
    }
    assertThat(Samples.comparable(statistics.min()))
        .isEqualTo(Samples.comparable(values.stream().min(Order::compare).orElseThrow()));
    assertThat(Samples.comparable(statistics.max()))
        .isEqualTo(Samples.comparable(values.stream().max(Order::compare).orElseThrow()));
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      assertThat(reader.getRowGroups()).hasSize(3);
      int from = 0;
      for (var group : reader.getRowGroups()) {
        int to = from + (int) group.getRowCount();
        requireIndex(reader, group.getColumns().get(0), rows.subList(from, to), type);
        from = to;
      }
    }
  }

  /** Every page's bounds and null count are those of its rows. */
  private static void requireIndex(
      ParquetFileReader reader, ColumnChunkMetaData chunk, List<List<Object>> rows, DataType type)
      throws IOException {
    ColumnIndex index = reader.readColumnIndex(chunk);
    OffsetIndex offsets = reader.readOffsetIndex(chunk);
    assertThat(offsets.getPageCount()).isEqualTo((rows.size() + 99) / 100);
    for (int page = 0; page < offsets.getPageCount(); page++) {
      int first = (int) offsets.getFirstRowIndex(page);
      assertThat(first).isEqualTo(100 * page);
      List<Object> values =
          rows.subList(first, Math.min(rows.size(), first + 100)).stream()
              .map(row -> row.get(0))
              .filter(Objects::nonNull)
              .toList();
      assertThat(index.getNullCounts().get(page))
          .isEqualTo(Math.min(rows.size() - first, 100) - values.size());
      Object least = Order.decode(index.getMinValues().get(page), type);
      Object greatest = Order.decode(index.getMaxValues().get(page), type);
      assertThat(Order.compare(least, values.stream().min(Order::compare).orElseThrow())).isZero();
      assertThat(Order.compare(greatest, values.stream().max(Order::compare).orElseThrow()))
          .isZero();
    }
  }

  @Test
  void nanIsTheGreatestForTheLogAndHidesBoundsInTheFile() throws Exception {
    ColumnStatistics some = only(writeOne(Primitive.DOUBLE, 1.0, Double.NaN, -2.0, null));
    assertThat(some).isEqualTo(new ColumnStatistics(-2.0, Double.NaN, 1));
    assertThat(footerOfFirstChunk().hasNonNullValue()).isFalse();
    assertThat(footerOfFirstChunk().getNumNulls()).isEqualTo(1);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      ColumnChunkMetaData chunk = reader.getRowGroups().get(0).getColumns().get(0);
      assertThat(reader.readColumnIndex(chunk)).isNull();
      assertThat(reader.readOffsetIndex(chunk).getPageCount()).isEqualTo(1);
    }
    ColumnStatistics all = only(writeOne(Primitive.FLOAT, Float.NaN, Float.NaN));
    assertThat(all).isEqualTo(new ColumnStatistics(Float.NaN, Float.NaN, 0));
    float negativeNan = Float.intBitsToFloat(0xffc0_0001);
    assertThat(only(writeOne(Primitive.FLOAT, negativeNan, 3f)))
        .isEqualTo(new ColumnStatistics(3f, Float.NaN, 0));
  }

  @Test
  void zerosAreToldInTheFileSoThatTheirSignsDoNotMatter() {
    assertThat(only(writeOne(Primitive.DOUBLE, 0.0, 5.0)))
        .isEqualTo(new ColumnStatistics(0.0, 5.0, 0));
    assertThat(footerOfFirstChunk().genericGetMin()).isEqualTo(-0.0);
    writeOne(Primitive.FLOAT, -0.0f, -5.0f);
    assertThat(footerOfFirstChunk().genericGetMax()).isEqualTo(0.0f);
    writeOne(Primitive.LONG, 0L, -1L);
    assertThat(footerOfFirstChunk().genericGetMax()).isEqualTo(0L);
    assertThat(footerOfFirstChunk().genericGetMin()).isEqualTo(-1L);
  }

  @Test
  void longStringsAreCutInTheFileButWholeForTheLog() throws Exception {
    String low = "a".repeat(63) + "ü".repeat(30);
    String high = "z".repeat(62) + "水".repeat(30);
    assertThat(only(writeOne(Primitive.STRING, high, low, "m")))
        .isEqualTo(new ColumnStatistics(low, high, 0));
    String cutLow = "a".repeat(63);
    // 水 does not fit the 64 bytes, so the character before it is raised.
    String cutHigh = "z".repeat(61) + "{";
    assertThat(((Binary) footerOfFirstChunk().genericGetMin()).toStringUsingUTF8())
        .isEqualTo(cutLow);
    assertThat(((Binary) footerOfFirstChunk().genericGetMax()).toStringUsingUTF8())
        .isEqualTo(cutHigh);
    var raw = RawFooter.read(file());
    var statistics = raw.getRow_groups().get(0).getColumns().get(0).getMeta_data().getStatistics();
    assertThat(statistics.isIs_min_value_exact()).isFalse();
    assertThat(statistics.isIs_max_value_exact()).isFalse();
    writeOne(Primitive.STRING, "b", "c");
    statistics =
        RawFooter.read(file())
            .getRow_groups()
            .get(0)
            .getColumns()
            .get(0)
            .getMeta_data()
            .getStatistics();
    assertThat(statistics.isIs_min_value_exact()).isTrue();
    assertThat(statistics.isIs_max_value_exact()).isTrue();
  }

  @Test
  void stringsAreOrderedByUnsignedBytes() {
    // UTF-16 code units would put the emoji before the private-use character.
    assertThat(only(writeOne(Primitive.STRING, "\ue000", "😀", "a")))
        .isEqualTo(new ColumnStatistics("a", "😀", 0));
    ColumnStatistics bytes =
        only(writeOne(Primitive.BINARY, new byte[] {-1}, new byte[] {1}, new byte[0]));
    assertThat((byte[]) bytes.min()).isEmpty();
    assertThat((byte[]) bytes.max()).containsExactly(-1);
  }

  @Test
  void nullCountsOfNestedColumnsCountTheStructsAround() {
    StructType schema =
        StructType.of(
            StructField.of(
                "s",
                StructType.of(
                    StructField.of("x", Primitive.INTEGER),
                    StructField.of("a", new DataType.Array(Primitive.INTEGER, true)),
                    StructField.of("v", Primitive.VARIANT))),
            StructField.of("m", new DataType.MapOf(Primitive.STRING, Primitive.STRING, true)));
    List<List<Object>> rows =
        List.of(
            Arrays.asList(null, null),
            List.of(Arrays.asList(null, null, null), Map.of()),
            List.of(
                Arrays.asList(7, List.of(), List.of(new byte[1], new byte[1])), Map.of("k", "v")),
            List.of(Arrays.asList(3, Arrays.asList((Object) null), null), Map.of()));
    assertThat(write(schema, SMALL, rows).statistics())
        .containsExactly(
            Map.entry(List.of("s", "x"), new ColumnStatistics(3, 7, 2)),
            Map.entry(List.of("s", "a"), new ColumnStatistics(null, null, 2)),
            Map.entry(List.of("s", "v"), new ColumnStatistics(null, null, 3)),
            Map.entry(List.of("m"), new ColumnStatistics(null, null, 1)));
  }

  @Test
  void statisticsOfNoRowsAreEmpty() {
    assertThat(only(writeOne(Primitive.LONG))).isEqualTo(new ColumnStatistics(null, null, 0));
    assertThat(only(writeOne(Primitive.LONG, null, null)))
        .isEqualTo(new ColumnStatistics(null, null, 2));
    assertThat(only(writeOne(new DataType.Decimal(38, 2), new BigDecimal("-1.00"))))
        .isEqualTo(new ColumnStatistics(new BigDecimal("-1.00"), new BigDecimal("-1.00"), 0));
  }

  @Test
  void pageOrderIsToldAndPagesAreSkippedByIt() throws Exception {
    StructType schema =
        StructType.of(
            StructField.of("up", Primitive.LONG),
            StructField.of("down", Primitive.STRING),
            StructField.of("mixed", Primitive.INTEGER),
            StructField.of("list", new DataType.Array(Primitive.INTEGER, true)));
    List<List<Object>> rows =
        IntStream.range(0, 1000)
            .mapToObj(
                i ->
                    List.<Object>of(
                        (long) i, "k%04d".formatted(9999 - i), i * 7919 % 1000, List.of(i, i)))
            .toList();
    write(schema, SMALL, rows);
    try (ParquetFileReader reader = ParquetJava.open(file())) {
      List<ColumnChunkMetaData> chunks = reader.getRowGroups().get(0).getColumns();
      assertThat(reader.readColumnIndex(chunks.get(0)).getBoundaryOrder())
          .isEqualTo(BoundaryOrder.ASCENDING);
      assertThat(reader.readColumnIndex(chunks.get(1)).getBoundaryOrder())
          .isEqualTo(BoundaryOrder.DESCENDING);
      assertThat(reader.readColumnIndex(chunks.get(2)).getBoundaryOrder())
          .isEqualTo(BoundaryOrder.UNORDERED);
      assertThat(reader.readOffsetIndex(chunks.get(3)).getFirstRowIndex(9)).isEqualTo(900);
    }
    requireSkipped(
        schema,
        rows,
        100,
        FilterApi.eq(FilterApi.longColumn("up"), 555L),
        row -> row.equals(555L),
        0);
    Binary key = Binary.fromString("k9500");
    requireSkipped(
        schema,
        rows,
        100,
        FilterApi.eq(FilterApi.binaryColumn("down"), key),
        row -> row.equals("k9500"),
        1);
  }

  private void requireSkipped(
      StructType schema,
      List<List<Object>> rows,
      long expectedRead,
      FilterPredicate predicate,
      Predicate<Object> same,
      int column)
      throws Exception {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(file()),
            ParquetReadOptions.builder()
                .withRecordFilter(FilterCompat.get(predicate))
                .useColumnIndexFilter(true)
                .build())) {
      assertThat(reader.getFilteredRecordCount()).isEqualTo(expectedRead);
    }
    assertThat(ParquetJava.rows(file(), schema, FilterCompat.get(predicate)))
        .isEqualTo(rows.stream().filter(row -> same.test(row.get(column))).toList());
  }
}
