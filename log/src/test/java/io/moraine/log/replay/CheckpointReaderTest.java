package io.moraine.log.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogListing;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checkpoints with columns that are absent, more, or otherwise than most writers have them. */
class CheckpointReaderTest {
  private static final DataType STRINGS =
      new DataType.MapOf(Primitive.STRING, Primitive.STRING, true);

  private final InMemoryStore store = new InMemoryStore("t", Clock.systemUTC());

  /** Writes a checkpoint whose rows have a value in one of {@code columns} each. */
  private void write(List<StructField> columns, Object[]... rows) {
    StructType schema = StructType.of(columns);
    List<ColumnVector> vectors = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      VectorBuilder vector = VectorBuilder.of(columns.get(i).type(), rows.length);
      for (Object[] row : rows) {
        if (row[i] == null) {
          vector.appendNull();
        } else {
          vector.append(row[i]);
        }
      }
      vectors.add(vector.build());
    }
    String key = "_delta_log/00000000000000000000.checkpoint.parquet";
    try (ParquetWriter writer =
        ParquetWriter.create(store.create(key), schema, WriteOptions.DEFAULT)) {
      writer.write(new ColumnBatch(schema, rows.length, vectors));
      writer.finish();
    }
  }

  private List<Action> read() {
    CheckpointFiles checkpoint = LogListing.listAll(store).checkpoints().get(0);
    List<Action> actions = new ArrayList<>();
    new CheckpointReader(store, checkpoint).read(actions::add);
    return actions;
  }

  private static List<Object> values(Object... values) {
    return Arrays.asList(values);
  }

  @Test
  void columnsThatAreAbsentAreNullAndOthersAreIgnored() {
    StructType add =
        StructType.of(
            StructField.of("size", Primitive.LONG),
            StructField.of("future", Primitive.DOUBLE),
            StructField.of("path", Primitive.STRING));
    StructType metadata =
        StructType.of(
            StructField.of("id", Primitive.STRING),
            StructField.of("partitionColumns", new DataType.Array(Primitive.STRING, false)));
    StructType protocol =
        StructType.of(
            StructField.required("minWriterVersion", Primitive.INTEGER),
            StructField.required("minReaderVersion", Primitive.INTEGER));
    write(
        List.of(
            StructField.of("future", Primitive.STRING),
            StructField.of("add", add),
            StructField.of("metaData", metadata),
            StructField.of("protocol", protocol)),
        new Object[] {null, null, null, values(2, 1)},
        new Object[] {"x", null, null, null},
        new Object[] {null, values(7L, 0.5, "a"), null, null},
        new Object[] {null, null, values("t", List.of("p")), null});
    AddFile expected = new AddFile("a", Map.of(), 7, 0, false, null, null, null, null, null, null);
    assertThat(read())
        .containsExactly(
            Protocol.legacy(1, 2),
            expected,
            new Metadata(
                "t",
                null,
                null,
                Metadata.Format.PARQUET,
                Metadata.NO_COLUMNS,
                List.of("p"),
                null,
                Map.of()));
  }

  @Test
  void mapsKeepNullsAndAnEmptyDeletionVectorIsNone() {
    StructType vector =
        StructType.of(
            StructField.of("storageType", Primitive.STRING),
            StructField.of("pathOrInlineDv", Primitive.STRING),
            StructField.of("offset", Primitive.INTEGER),
            StructField.of("sizeInBytes", Primitive.INTEGER),
            StructField.of("cardinality", Primitive.LONG));
    StructType add =
        StructType.of(
            StructField.of("path", Primitive.STRING),
            StructField.of("partitionValues", STRINGS),
            StructField.of("size", Primitive.LONG),
            StructField.of("dataChange", Primitive.BOOLEAN),
            StructField.of("tags", STRINGS),
            StructField.of("deletionVector", vector));
    Map<String, String> nulls = Collections.singletonMap("day", null);
    write(
        List.of(StructField.of("add", add)),
        new Object[] {values("a", nulls, 1L, false, Map.of(), values("", "", null, 0, 0L))},
        new Object[] {values("b", nulls, 1L, true, null, values("u", "x", 4, 34, 2L))});
    assertThat(read())
        .containsExactly(
            new AddFile("a", nulls, 1, 0, false, null, Map.of(), null, null, null, null),
            new AddFile(
                "b",
                nulls,
                1,
                0,
                true,
                null,
                null,
                new DeletionVectorDescriptor("u", "x", 4, 34, 2),
                null,
                null,
                null));
  }

  @Test
  void statisticsThatAreColumnsBecomeText() {
    DataType.Decimal money = new DataType.Decimal(5, 2);
    StructType bounds =
        StructType.of(
            StructField.of("id", Primitive.LONG),
            StructField.of("price", money),
            StructField.of("day", Primitive.DATE),
            StructField.of("at", Primitive.TIMESTAMP),
            StructField.of("in", StructType.of(StructField.of("x", Primitive.DOUBLE))));
    StructType stats =
        StructType.of(
            StructField.of("numRecords", Primitive.LONG), StructField.of("minValues", bounds));
    StructType add =
        StructType.of(
            StructField.of("path", Primitive.STRING),
            StructField.of("size", Primitive.LONG),
            StructField.of("stats_parsed", stats));
    List<Object> min = values(1L, new BigDecimal("1.50"), 0, 1_500_000L, values(Double.NaN));
    write(
        List.of(StructField.of("add", add)),
        new Object[] {values("a", 1L, values(3L, min))},
        new Object[] {values("b", 1L, null)});
    assertThat(read())
        .extracting(action -> ((AddFile) action).stats())
        .containsExactly(
            "{\"numRecords\":3,\"minValues\":{\"id\":1,\"price\":1.50,\"day\":\"1970-01-01\","
                + "\"at\":\"1970-01-01T00:00:01.500000Z\",\"in\":{\"x\":\"NaN\"}}}",
            null);
  }

  @Test
  void anActionThatLacksWhatItNeedsIsCorrupt() {
    StructType txn = StructType.of(StructField.of("appId", Primitive.STRING));
    write(List.of(StructField.of("txn", txn)), new Object[] {values("app")});
    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptFileException.class)
        .hasMessage(
            "Corrupt file memory:/t/_delta_log/00000000000000000000.checkpoint.parquet: an action"
                + " 'txn' of the checkpoint lacks 'version'");
    StructType full =
        StructType.of(
            StructField.of("appId", Primitive.STRING), StructField.of("version", Primitive.LONG));
    write(List.of(StructField.of("txn", full)), new Object[] {values("app", 5L)});
    assertThat(read()).containsExactly(new SetTransaction("app", 5, null));
  }

  /** Without them a partitioned table would read as if its partition columns were all null. */
  @Test
  void metadataWithoutPartitionColumnsIsCorrupt() {
    StructType metadata = StructType.of(StructField.of("id", Primitive.STRING));
    write(List.of(StructField.of("metaData", metadata)), new Object[] {values("t")});
    assertThatThrownBy(this::read)
        .isInstanceOf(CorruptFileException.class)
        .hasMessage(
            "Corrupt file memory:/t/_delta_log/00000000000000000000.checkpoint.parquet: an action"
                + " 'metaData' of the checkpoint lacks 'partitionColumns'");
  }
}
