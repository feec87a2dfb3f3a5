package io.moraine.core.parquet.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written comes back through the project's own reader, also when it is written again. */
class WriteAndReadTest {
  private static final WriteOptions SMALL =
      WriteOptions.DEFAULT.withPages(100, 1 << 20).withRowGroups(1 << 20, 1050);

  private final InMemoryStore store =
      new InMemoryStore("test", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

  private WrittenFile write(
      String key, StructType schema, WriteOptions options, List<ColumnBatch> batches) {
    try (ParquetWriter writer = ParquetWriter.create(store.create(key), schema, options)) {
      batches.forEach(writer::write);
      return writer.finish();
    }
  }

  private List<ColumnBatch> read(String key, StructType schema) {
    List<ColumnBatch> batches = new ArrayList<>();
    try (ObjectReader object = store.open(key);
        BatchReader reader = ParquetFile.open(object).read(schema)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        batches.add(batch);
      }
    }
    return batches;
  }

  /** The rows by batches that are looked at before the next one is read, and not after. */
  private List<Object> rowsInPassing(String key, StructType schema, int batchRows) {
    ReadOptions options =
        ReadOptions.DEFAULT.withBatchRows(batchRows).withBatches(ReadOptions.Batches.PASSING);
    List<Object> rows = new ArrayList<>();
    try (ObjectReader object = store.open(key);
        BatchReader reader = ParquetFile.open(object).read(schema, options)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        rows.addAll(rows(List.of(batch)));
      }
    }
    return rows;
  }

  private static List<Object> rows(List<ColumnBatch> batches) {
    List<Object> rows = new ArrayList<>();
    for (ColumnBatch batch : batches) {
      for (int row = 0; row < batch.rowCount(); row++) {
        List<Object> values = new ArrayList<>();
        for (int column = 0; column < batch.columns().size(); column++) {
          values.add(Samples.comparable(batch.column(column).value(row)));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private void roundTrip(StructType schema, WriteOptions options, List<ColumnBatch> batches) {
    WrittenFile first = write("first", schema, options, batches);
    List<Object> expected = rows(batches);
    List<ColumnBatch> back = read("first", schema);
    assertThat(rows(back)).isEqualTo(expected);
    // Within a page, over its end, and over several pages.
    for (int batchRows : new int[] {30, 130, 4096}) {
      assertThat(rowsInPassing("first", schema, batchRows)).isEqualTo(expected);
    }
    // Batches from a file have dictionaries where the file has: written again, they stay the same.
    WrittenFile second = write("second", schema, options.withPages(77, 1 << 16), back);
    assertThat(rows(read("second", schema))).isEqualTo(expected);
    assertThat(statistics(second)).isEqualTo(statistics(first));
    try (ObjectReader object = store.open("first")) {
      assertThat(ParquetFile.open(object).rowCount()).isEqualTo(expected.size());
    }
  }

  private static List<Object> statistics(WrittenFile file) {
    List<Object> all = new ArrayList<>();
    file.statistics()
        .forEach(
            (path, s) ->
                all.add(Samples.comparable(Arrays.asList(path, s.min(), s.max(), s.nullCount()))));
    return all;
  }

  static Stream<Arguments> typesAndDistinct() {
    return ParquetWriterRoundTripTest.typesAndDistinct();
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
    List<List<Object>> rows = Samples.rows(schema, 2500, 1, distinct);
    for (WriteOptions options : options()) {
      roundTrip(schema, options, batches(schema, rows));
    }
  }

  @ParameterizedTest
  @MethodSource("io.moraine.core.parquet.write.ParquetWriterRoundTripTest#nested")
  void nestedTypesComeBack(DataType type) {
    StructType schema =
        StructType.of(StructField.of("id", Primitive.INTEGER), StructField.of("n", type));
    roundTrip(schema, SMALL, batches(schema, Samples.rows(schema, 3000, 5, 40)));
  }

  private static List<WriteOptions> options() {
    return List.of(
        SMALL,
        SMALL.withCompression(Compression.SNAPPY),
        SMALL.withCompression(Compression.LZ4_RAW).withDictionaries(20, 1 << 20),
        SMALL
            .withCompression(Compression.GZIP)
            .withDictionaries(0, 0)
            .withEncoding(ValueEncoding.BYTE_STREAM_SPLIT),
        SMALL
            .withCompression(Compression.NONE)
            .withDictionaries(0, 0)
            .withEncoding(ValueEncoding.DELTA_BINARY_PACKED));
  }

  private static List<ColumnBatch> batches(StructType schema, List<List<Object>> rows) {
    List<ColumnBatch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += 400) {
      batches.add(Samples.batch(schema, rows.subList(from, Math.min(rows.size(), from + 400))));
    }
    return batches;
  }

  @Test
  void dictionariesSurviveARewrite() {
    StructType schema = StructType.of(StructField.of("s", Primitive.STRING));
    List<List<Object>> rows = Samples.rows(schema, 2000, 1, 10);
    write("first", schema, SMALL, batches(schema, rows));
    List<ColumnBatch> back = read("first", schema);
    assertThat(back.get(0).column(0)).isInstanceOf(DictionaryVector.class);
    write("second", schema, SMALL, back);
    assertThat(read("second", schema).get(0).column(0)).isInstanceOf(DictionaryVector.class);
    assertThat(rows(read("second", schema))).isEqualTo(rows(back));
  }
}
