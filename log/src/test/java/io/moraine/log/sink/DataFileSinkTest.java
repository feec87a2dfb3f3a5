package io.moraine.log.sink;

import static io.moraine.log.fixture.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.LocalStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.fixture.Batches;
import io.moraine.log.fixture.DuckDb;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.path.DataPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileSinkTest {
  private static final StructType SCHEMA =
      StructType.of(
          StructField.required("id", Primitive.LONG),
          StructField.of("part", Primitive.STRING),
          StructField.of("value", Primitive.DOUBLE));

  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);
  private final InMemoryStore memory = new InMemoryStore("sink", clock);

  private static Metadata metadata(StructType schema, List<String> partitions) {
    return Metadata.of("id", schema, partitions, 0L);
  }

  private static Metadata partitioned() {
    return metadata(SCHEMA, List.of("part"));
  }

  private static List<String> keys(ObjectStore store) {
    List<String> keys = new ArrayList<>();
    Iterator<ObjectStatus> objects = store.listTree("");
    objects.forEachRemaining(object -> keys.add(object.key()));
    return keys;
  }

  private static List<AddFile> write(
      ObjectStore store,
      Environment world,
      Metadata metadata,
      SinkOptions options,
      ColumnBatch... batches) {
    try (DataFileSink sink = DataFileSink.open(store, world, metadata, options)) {
      for (ColumnBatch batch : batches) {
        sink.write(batch);
      }
      return sink.finish();
    }
  }

  @Test
  void anotherEngineReadsThePartitionsFromTheFolders(@TempDir Path folder) {
    ObjectStore store = new LocalStore(folder, world);
    // What must be escaped in folders, in URIs, in both, in neither.
    List<String> parts =
        List.of(
            "plain", "a/b", "50%", "a=b", "sp ace", "é€😀", "q'\"", "a:b?c#d", "[x]{y}^z", "<>|");
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(row((long) i, i % 11 == 10 ? null : parts.get(i % 11), i / 2.0));
    }
    List<AddFile> files =
        write(store, world, partitioned(), SinkOptions.DEFAULT, Batches.of(SCHEMA, rows));
    assertThat(files).hasSize(11);
    DataPaths paths = new DataPaths(store.root());
    long[] count = {0};
    for (AddFile file : files) {
      ObjectStatus status = store.status(paths.resolve(file.path()).key());
      assertThat(status.sizeBytes()).isEqualTo(file.size());
      String path = folder.resolve(status.key()).toString().replace("'", "''");
      for (char special : new char[] {'[', '?', '*'}) {
        path = path.replace(String.valueOf(special), "[" + special + "]");
      }
      List<List<String>> read =
          DuckDb.query(
              "SELECT id, part, value FROM read_parquet('%s', hive_partitioning = true, hive_types_autocast = false)"
                  .formatted(path));
      for (List<String> found : read) {
        List<Object> written = rows.get(Integer.parseInt(found.get(0)));
        assertThat(found.get(1)).isEqualTo(written.get(1));
        assertThat(Double.parseDouble(found.get(2))).isEqualTo(written.get(2));
        assertThat(file.partitionValues().get("part")).isEqualTo(written.get(1));
        count[0]++;
      }
    }
    assertThat(count[0]).isEqualTo(100);
  }

  @Test
  void describesAFileAsTheLogNeedsIt() {
    List<AddFile> files =
        write(
            memory,
            world,
            partitioned(),
            SinkOptions.DEFAULT,
            Batches.of(SCHEMA, row(7L, "a b", 1.5), row(3L, "a b", null)));
    assertThat(files).hasSize(1);
    AddFile file = files.get(0);
    assertThat(file.path()).matches("part=a%20b/part-00000-[0-9a-f-]{36}\\.c000\\.zstd\\.parquet");
    assertThat(keys(memory)).containsExactly(file.path().replace("%20", " "));
    assertThat(file.partitionValues()).isEqualTo(Map.of("part", "a b"));
    assertThat(file.size()).isEqualTo(memory.status(keys(memory).get(0)).sizeBytes());
    assertThat(file.modificationTime()).isEqualTo(clock.millis());
    assertThat(file.dataChange()).isTrue();
    assertThat(file.stats())
        .isEqualTo(
            "{\"numRecords\":2,\"minValues\":{\"id\":3,\"value\":1.5},\"maxValues\":{\"id\":7,\"value\":1.5},\"nullCount\":{\"id\":0,\"value\":1},\"nanCount\":{\"value\":0}}");
  }

  @Test
  void theSameWorldMakesTheSameNames() {
    ColumnBatch batch = Batches.of(SCHEMA, row(1L, "a", 1.0));
    List<AddFile> once =
        write(memory, Worlds.world(clock, 5), partitioned(), SinkOptions.DEFAULT, batch);
    List<AddFile> again =
        write(
            new InMemoryStore("again", clock),
            Worlds.world(clock, 5),
            partitioned(),
            SinkOptions.DEFAULT,
            batch);
    assertThat(again).isEqualTo(once);
  }

  @Test
  void writesNoFileForNoRows() {
    assertThat(
            write(memory, world, partitioned(), SinkOptions.DEFAULT, Batches.of(SCHEMA, List.of())))
        .isEmpty();
    assertThat(keys(memory)).isEmpty();
  }

  @Test
  void splitsByTheTextOfValuesAndKeepsTheRowsOrder() {
    StructType schema =
        StructType.of(
            StructField.of("n", Primitive.INTEGER),
            StructField.of("x", Primitive.DOUBLE),
            StructField.of("s", Primitive.STRING));
    PartitionSplitter splitter = new PartitionSplitter(new int[] {1, 2});
    List<PartitionSplitter.Part> parts =
        splitter.split(
            Batches.of(
                schema,
                row(0, 0.0, ""),
                row(1, -0.0, null),
                row(2, null, "x"),
                row(3, 0.0, "x"),
                row(4, 0.0, null)));
    assertThat(parts.stream().map(PartitionSplitter.Part::values).toList())
        .containsExactly(
            java.util.Arrays.asList("0.0", null),
            java.util.Arrays.asList(null, "x"),
            List.of("0.0", "x"));
    assertThat(ids(parts.get(0))).containsExactly(0, 1, 4);
    assertThat(ids(parts.get(1))).containsExactly(2);
    assertThat(ids(parts.get(2))).containsExactly(3);
  }

  private static List<Object> ids(PartitionSplitter.Part part) {
    return IntStream.range(0, part.rows().rowCount())
        .mapToObj(row -> part.rows().column(0).value(row))
        .toList();
  }

  @Test
  void splitsDictionariesWithoutALookAtUnusedEntries() {
    StructType schema =
        StructType.of(
            StructField.of("n", Primitive.INTEGER), StructField.of("b", Primitive.BINARY));
    ColumnVector numbers = Batches.of(schema, row(0, null), row(1, null), row(2, null)).column(0);
    ColumnVector entries =
        Batches.of(
                schema,
                row(0, new byte[] {'x'}),
                row(0, new byte[] {(byte) 0xff}),
                row(0, new byte[] {'x'}))
            .column(1);
    ColumnVector column =
        new DictionaryVector(3, new int[] {0, 0, 2}, entries, new byte[] {1, 0, 1});
    List<PartitionSplitter.Part> parts =
        new PartitionSplitter(new int[] {1})
            .split(new ColumnBatch(schema, 3, List.of(numbers, column)));
    assertThat(parts).hasSize(2);
    assertThat(ids(parts.get(0))).containsExactly(0, 2);
    assertThat(ids(parts.get(1))).containsExactly(1);
  }

  @Test
  void endsFilesAtTheTargetSize() {
    ColumnBatch[] batches = new ColumnBatch[20];
    for (int b = 0; b < batches.length; b++) {
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        rows.add(row(world.random().nextLong(), "a", world.random().nextDouble()));
      }
      batches[b] = Batches.of(SCHEMA, rows);
    }
    List<AddFile> files =
        write(
            memory,
            world,
            partitioned(),
            SinkOptions.DEFAULT.withTargetFileBytes(64 << 10),
            batches);
    assertThat(files).hasSizeBetween(4, 6);
    assertThat(files.subList(0, files.size() - 1))
        .allSatisfy(file -> assertThat(file.size()).isBetween(60_000L, 100_000L));
    assertThat(keys(memory)).hasSize(files.size());
  }

  @Test
  void boundsTheOpenFiles() {
    ColumnBatch batch =
        Batches.of(
            SCHEMA, row(1L, "a", 1.0), row(2L, "b", 1.0), row(3L, "c", 1.0), row(4L, "a", 1.0));
    List<AddFile> files =
        write(memory, world, partitioned(), SinkOptions.DEFAULT.withMaxOpenFiles(2), batch, batch);
    Map<String, Integer> filesOfPart = new HashMap<>();
    files.forEach(file -> filesOfPart.merge(file.partitionValues().get("part"), 1, Integer::sum));
    assertThat(filesOfPart).isEqualTo(Map.of("a", 2, "b", 2, "c", 2));
  }

  @Test
  void refusesNullsWhereThereMayBeNone() {
    try (DataFileSink sink = DataFileSink.open(memory, world, partitioned(), SinkOptions.DEFAULT)) {
      sink.write(Batches.of(SCHEMA, row(1L, "a", 1.0), row(2L, "b", 1.0)));
      assertThatThrownBy(
              () -> sink.write(Batches.of(SCHEMA, row(3L, "a", 1.0), row(null, "b", 1.0))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Cannot write row 4 to memory:/sink/: column 'id' is NOT NULL, but the row has NULL there");
    }
    assertThat(keys(memory)).isEmpty();
  }

  @Test
  void looksForNullsWithinStructsThatAreThere() {
    StructType inner = StructType.of(StructField.required("x", Primitive.INTEGER));
    StructType schema = StructType.of(StructField.of("s", inner));
    NotNullCheck check = new NotNullCheck("t", schema);
    check.check(Batches.of(schema, row((Object) null), row(row(1))), 0);
    assertThatThrownBy(
            () -> check.check(Batches.of(schema, row((Object) null), row(row((Object) null))), 0))
        .hasMessage(
            "Cannot write row 2 to t: column 's.x' is NOT NULL, but the row has NULL there");
  }

  @Test
  void refusesOtherColumns() {
    StructType other =
        StructType.of(
            StructField.of("id", Primitive.INTEGER),
            StructField.of("part", Primitive.STRING),
            StructField.of("value", Primitive.DOUBLE));
    try (DataFileSink sink = DataFileSink.open(memory, world, partitioned(), SinkOptions.DEFAULT)) {
      assertThatThrownBy(() -> sink.write(Batches.of(other, row(1, "a", 1.0))))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("Cannot write to memory:/sink/: column 'id' is BIGINT, the rows have INT");
    }
  }

  @Test
  void refusesATableOfPartitionColumnsAlone() {
    StructType schema = StructType.of(StructField.of("part", Primitive.STRING));
    Metadata metadata = metadata(schema, List.of("part"));
    assertThatThrownBy(() -> DataFileSink.open(memory, world, metadata, SinkOptions.DEFAULT))
        .isInstanceOf(UnsupportedFeatureException.class)
        .hasMessageContaining("no column is left for its data files");
  }

  @Test
  void discardsWhatItFinished() {
    DataFileSink sink = DataFileSink.open(memory, world, partitioned(), SinkOptions.DEFAULT);
    sink.write(Batches.of(SCHEMA, row(1L, "a", 1.0)));
    assertThat(sink.finish()).hasSize(1);
    sink.close();
    assertThat(keys(memory)).hasSize(1);
    sink.discard();
    assertThat(keys(memory)).isEmpty();
  }

  @ParameterizedTest(name = "fault at call {0}")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void leavesNoFilesBehindAFailure(int call) {
    FaultyStore store =
        new FaultyStore(
            memory,
            (n, operation, key) ->
                n == call && !operation.equals("delete") ? Fault.FAIL_AFTER : Fault.NONE);
    assertThatThrownBy(
            () ->
                write(
                    store,
                    world,
                    partitioned(),
                    SinkOptions.DEFAULT,
                    Batches.of(
                        SCHEMA,
                        row(1L, "a", 1.0),
                        row(2L, "b", 1.0),
                        row(3L, "c", 1.0),
                        row(4L, "d", 1.0))))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("planned fault");
    assertThat(keys(memory)).isEmpty();
  }

  @Test
  void compressesAsTheTableSays() {
    Metadata metadata =
        partitioned().withConfiguration(Map.of("delta.parquet.compression.codec", "SNAPPY"));
    List<AddFile> files =
        write(memory, world, metadata, SinkOptions.DEFAULT, Batches.of(SCHEMA, row(1L, "a", 1.0)));
    assertThat(files.get(0).path()).endsWith(".c000.snappy.parquet");
  }
}
