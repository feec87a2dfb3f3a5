package io.moraine.log.checkpoint;

import static io.moraine.log.fixture.TestTable.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.LocalStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other readers find in a checkpoint. */
class CheckpointLayoutTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());
  private static final Operation DELETE = Operation.of("DELETE", Map.of());

  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);

  private static final MessageType LAYOUT =
      MessageTypeParser.parseMessageType(
          """
          message spark_schema {
            optional group txn {
              optional binary appId (STRING);
              optional int64 version;
              optional int64 lastUpdated;
            }
            optional group add {
              optional binary path (STRING);
              optional group partitionValues (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value (STRING);
                }
              }
              optional int64 size;
              optional int64 modificationTime;
              optional boolean dataChange;
              optional group tags (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value (STRING);
                }
              }
              optional group deletionVector {
                optional binary storageType (STRING);
                optional binary pathOrInlineDv (STRING);
                optional int32 offset;
                optional int32 sizeInBytes;
                optional int64 cardinality;
                optional int64 maxRowIndex;
              }
              optional int64 baseRowId;
              optional int64 defaultRowCommitVersion;
              optional binary clusteringProvider (STRING);
              optional binary stats (STRING);
              optional group partitionValues_parsed {
                optional binary part (STRING);
              }
              optional group stats_parsed {
                optional int64 numRecords;
                optional group minValues {
                  optional int64 id;
                }
                optional group maxValues {
                  optional int64 id;
                }
                optional group nullCount {
                  optional int64 id;
                }
                optional boolean tightBounds;
              }
            }
            optional group remove {
              optional binary path (STRING);
              optional int64 deletionTimestamp;
              optional boolean dataChange;
              optional boolean extendedFileMetadata;
              optional group partitionValues (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value (STRING);
                }
              }
              optional int64 size;
              optional group deletionVector {
                optional binary storageType (STRING);
                optional binary pathOrInlineDv (STRING);
                optional int32 offset;
                optional int32 sizeInBytes;
                optional int64 cardinality;
                optional int64 maxRowIndex;
              }
              optional int64 baseRowId;
              optional int64 defaultRowCommitVersion;
            }
            optional group metaData {
              optional binary id (STRING);
              optional binary name (STRING);
              optional binary description (STRING);
              optional group format {
                optional binary provider (STRING);
                optional group options (MAP) {
                  repeated group key_value {
                    required binary key (STRING);
                    optional binary value (STRING);
                  }
                }
              }
              optional binary schemaString (STRING);
              optional group partitionColumns (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
              optional group configuration (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional binary value (STRING);
                }
              }
              optional int64 createdTime;
            }
            optional group protocol {
              optional int32 minReaderVersion;
              optional int32 minWriterVersion;
              optional group readerFeatures (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
              optional group writerFeatures (LIST) {
                repeated group list {
                  optional binary element (STRING);
                }
              }
            }
            optional group domainMetadata {
              optional binary domain (STRING);
              optional binary configuration (STRING);
              optional boolean removed;
            }
          }
          """);

  @Test
  void parquetJavaReadsWhatSparkWouldHaveWritten(@TempDir Path folder) throws IOException {
    LocalStore local = new LocalStore(folder, world);
    TestTable onDisk = new TestTable(local, world).create(Map.of("k", "v"));
    AddFile plain = file("a", "plain", 1, 2);
    AddFile gone = file("b", "gone", 1, 2);
    onDisk.begin(WRITE).add(plain).add(gone).commit();
    onDisk.begin(DELETE).add(gone.removedAt(clock.millis())).commit();
    new CheckpointWriter(local, world).write(onDisk.state());
    Path file = folder.resolve("_delta_log/00000000000000000002.checkpoint.parquet");
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getFileMetaData().getSchema().getFields()).isEqualTo(LAYOUT.getFields());
    }
    List<Group> rows = rows(file);
    assertThat(rows).hasSize(4);
    Group protocol = rows.get(0).getGroup("protocol", 0);
    assertThat(protocol.getInteger("minReaderVersion", 0)).isEqualTo(1);
    assertThat(protocol.getInteger("minWriterVersion", 0)).isEqualTo(7);
    assertThat(protocol.getFieldRepetitionCount("readerFeatures")).isZero();
    assertThat(protocol.getGroup("writerFeatures", 0).getFieldRepetitionCount("list")).isEqualTo(3);
    Group metadata = rows.get(1).getGroup("metaData", 0);
    assertThat(metadata.getFieldRepetitionCount("name")).isZero();
    assertThat(metadata.getGroup("format", 0).getString("provider", 0)).isEqualTo("parquet");
    assertThat(metadata.getGroup("format", 0).getFieldRepetitionCount("options")).isEqualTo(1);
    assertThat(metadata.getGroup("partitionColumns", 0).getGroup("list", 0).getString("element", 0))
        .isEqualTo("part");
    Group configuration = metadata.getGroup("configuration", 0).getGroup("key_value", 0);
    assertThat(configuration.getString("key", 0)).isEqualTo("k");
    assertThat(configuration.getString("value", 0)).isEqualTo("v");
    Group add = rows.get(2).getGroup("add", 0);
    assertThat(add.getString("path", 0)).isEqualTo(plain.path());
    assertThat(add.getBoolean("dataChange", 0)).isFalse();
    assertThat(add.getString("stats", 0)).isEqualTo(plain.stats());
    assertThat(add.getGroup("partitionValues_parsed", 0).getString("part", 0)).isEqualTo("a");
    Group stats = add.getGroup("stats_parsed", 0);
    assertThat(stats.getLong("numRecords", 0)).isEqualTo(2);
    assertThat(stats.getGroup("minValues", 0).getLong("id", 0)).isEqualTo(1);
    assertThat(stats.getGroup("maxValues", 0).getLong("id", 0)).isEqualTo(2);
    assertThat(stats.getGroup("nullCount", 0).getLong("id", 0)).isZero();
    assertThat(stats.getFieldRepetitionCount("tightBounds")).isZero();
    assertThat(add.getFieldRepetitionCount("deletionVector")).isZero();
    assertThat(add.getFieldRepetitionCount("tags")).isZero();
    Group remove = rows.get(3).getGroup("remove", 0);
    assertThat(remove.getString("path", 0)).isEqualTo(gone.path());
    assertThat(remove.getLong("deletionTimestamp", 0)).isEqualTo(clock.millis());
    assertThat(remove.getBoolean("extendedFileMetadata", 0)).isTrue();
    for (int i = 0; i < rows.size(); i++) {
      int kinds = 0;
      for (String kind :
          List.of("txn", "add", "remove", "metaData", "protocol", "domainMetadata")) {
        kinds += rows.get(i).getFieldRepetitionCount(kind);
      }
      assertThat(kinds).isEqualTo(1);
    }
  }

  private static List<Group> rows(Path file) throws IOException {
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void keepsDeletionVectorsTagsAndRowIds() {
    InMemoryStore memory = new InMemoryStore("table", clock);
    TestTable table =
        new TestTable(memory, world)
            .create(Map.of(), TableFeature.DELETION_VECTORS, TableFeature.ROW_TRACKING);
    AddFile marked =
        new AddFile(
            "part=a/f",
            Map.of("part", "a"),
            1,
            2,
            true,
            "{\"numRecords\":3}",
            Map.of("t", "1"),
            new DeletionVectorDescriptor("u", "abc", 1, 40, 2),
            5L,
            6L,
            "liquid");
    table.begin(WRITE).add(marked).add(file("a", "plain", 1, 2)).commit();
    new CheckpointWriter(memory, world).write(table.state());
    memory.delete("_delta_log/00000000000000000001.json");
    List<AddFile> read = new ArrayList<>();
    new TableLog(memory).latest().files().forEach(read::add);
    assertThat(read)
        .containsExactly(
            marked.withoutDataChange(),
            file("a", "plain", 1, 2).withoutDataChange().withRowIds(0L, 1L));
  }
}
