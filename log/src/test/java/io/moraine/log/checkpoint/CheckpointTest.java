package io.moraine.log.checkpoint;

import static io.moraine.log.fixture.TestTable.file;
import static io.moraine.log.fixture.TestTable.removal;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.env.Environment;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.LocalStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.FaultyStore.Fault;
import io.moraine.log.fixture.TestTable;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.replay.TableContent;
import io.moraine.log.segment.LastCheckpoint;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Operation WRITE = Operation.of("WRITE", Map.of());
  private static final Operation DELETE = Operation.of("DELETE", Map.of());

  private final Worlds.ManualClock clock = Worlds.clock();
  private final Environment world = Worlds.world(clock, 1);
  private final InMemoryStore memory = new InMemoryStore("table", clock);
  private final FaultyStore store = new FaultyStore(memory, (n, operation, key) -> Fault.NONE);
  private final CheckpointWriter writer = new CheckpointWriter(store, world);
  private final TestTable table =
      new TestTable(store, world, new CheckpointHook(new TableLog(store), writer));

  /** A state's actions; what a checkpoint does not keep is taken away. */
  private static Set<Action> actions(TableContent content) {
    Set<Action> actions = new HashSet<>();
    content.read(
        action -> {
          if (action instanceof AddFile add) {
            actions.add(add.withoutDataChange());
          } else if (action instanceof RemoveFile remove) {
            actions.add(remove.withoutDataChange().withoutStatistics());
          } else {
            actions.add(action);
          }
        });
    return actions;
  }

  private Set<Action> readBack(long version) {
    return actions(new TableLog(memory).at(version).content());
  }

  private static String key(long version) {
    return "_delta_log/%020d.checkpoint.parquet".formatted(version);
  }

  private List<Long> checkpoints() {
    List<Long> versions = new ArrayList<>();
    memory
        .listFolder("_delta_log", "")
        .forEachRemaining(
            file -> {
              if (file.name().endsWith(".checkpoint.parquet")) {
                versions.add(Long.parseLong(file.name().substring(0, 20)));
              }
            });
    return versions;
  }

  /** Thirty commits that use every kind of action a checkpoint keeps. */
  private void write30Commits(Map<String, String> properties) {
    table.create(properties);
    List<AddFile> live = new ArrayList<>();
    for (int version = 1; version <= 30; version++) {
      clock.advance(1_000);
      AddFile added = file(version % 3 == 0 ? "a b/%" : "c", "f" + version, version, version + 1);
      Transaction transaction = table.begin(WRITE).add(added);
      live.add(added);
      if (version % 4 == 0) {
        transaction.add(live.remove(0).removedAt(clock.millis()));
      }
      if (version % 5 == 0) {
        transaction.add(new SetTransaction("app" + version % 2, version, clock.millis()));
        transaction.add(
            new DomainMetadata("domain" + version % 3, "{\"v\":" + version + "}", false));
      }
      if (version == 25) {
        transaction.add(new DomainMetadata("gone", "{}", false));
      }
      if (version == 26) {
        transaction.add(new DomainMetadata("gone", "{}", true));
      }
      assertThat(transaction.commit().hookFailures()).isEmpty();
    }
  }

  @Test
  void everyTenthCommitHasACheckpointThatEqualsItsReplay() {
    write30Commits(Map.of());
    assertThat(checkpoints()).containsExactly(10L, 20L, 30L);
    assertThat(LastCheckpoint.version(memory)).hasValue(30);
    Map<Long, Set<Action>> replayed = new java.util.HashMap<>();
    for (long version = 0; version <= 30; version++) {
      replayed.put(version, actions(table.content(version)));
    }
    assertThat(replayed.get(30L)).hasSizeGreaterThan(35);
    for (long version = 0; version <= 30; version++) {
      assertThat(readBack(version)).isEqualTo(replayed.get(version));
    }
    for (long version = 0; version <= 20; version++) {
      memory.delete(LogFile.commitKey(version));
    }
    for (long version = 20; version <= 30; version++) {
      assertThat(readBack(version)).isEqualTo(replayed.get(version));
    }
  }

  @Test
  void theTablesIntervalCounts() {
    write30Commits(Map.of("delta.checkpointInterval", "7"));
    assertThat(checkpoints()).containsExactly(7L, 14L, 21L, 28L);
  }

  @Test
  void theHintSaysWhatTheCheckpointHolds() throws Exception {
    write30Commits(Map.of());
    long sizeBytes = memory.status(key(30)).sizeBytes();
    int size = actions(table.content()).size();
    int adds = table.content().files().size();
    String fields =
        "\"numOfAddFiles\":%d,\"size\":%d,\"sizeInBytes\":%d,\"version\":30"
            .formatted(adds, size, sizeBytes);
    // The canonical form of the protocol's checksum joins names and values by an equals sign.
    byte[] canonical = fields.replace("\":", "\"=").getBytes(StandardCharsets.UTF_8);
    String checksum =
        java.util.HexFormat.of()
            .formatHex(java.security.MessageDigest.getInstance("MD5").digest(canonical));
    assertThat(new String(memory.read(LastCheckpoint.KEY), StandardCharsets.UTF_8))
        .isEqualTo("{%s,\"checksum\":\"%s\"}".formatted(fields, checksum));
  }

  @Test
  void theHintDoesNotGoBack() {
    write30Commits(Map.of());
    byte[] hint = memory.read(LastCheckpoint.KEY);
    writer.write(new TableLog(memory).at(13));
    assertThat(memory.read(LastCheckpoint.KEY)).isEqualTo(hint);
    assertThat(checkpoints()).contains(13L);
  }

  @Test
  void keepsTombstonesAndProgressAsLongAsTheTableSays() {
    table.create(
        Map.of(
            "delta.deletedFileRetentionDuration", "interval 2 hours",
            "delta.setTransactionRetentionDuration", "interval 3 hours"));
    AddFile early = file("a", "early", 1, 2);
    AddFile late = file("a", "late", 1, 2);
    AddFile timeless = file("a", "timeless", 1, 2);
    table.begin(WRITE).add(early).add(late).add(timeless).commit();
    RemoveFile untimed =
        new RemoveFile(timeless.path(), null, true, null, null, null, null, null, null, null, null);
    table
        .begin(DELETE)
        .add(early.removedAt(clock.millis()))
        .add(untimed)
        .add(new SetTransaction("early", 1, clock.millis()))
        .add(new SetTransaction("untimed", 1, null))
        .commit();
    clock.advance(Duration.ofHours(2).toMillis());
    RemoveFile recent = late.removedAt(clock.millis());
    SetTransaction progress = new SetTransaction("late", 1, clock.millis());
    table.begin(DELETE).add(recent).add(progress).commit();
    clock.advance(Duration.ofHours(1).toMillis());
    CheckpointWriter.Written written = writer.write(table.state());
    assertThat(written.version()).isEqualTo(3);
    assertThat(written.actions()).isEqualTo(4);
    assertThat(written.addFiles()).isZero();
    for (long version = 0; version <= 2; version++) {
      memory.delete(LogFile.commitKey(version));
    }
    TableContent content = new TableLog(memory).at(3).content();
    assertThat(actions(content))
        .containsExactlyInAnyOrder(
            table(content),
            content.protocol(),
            progress,
            recent.withoutDataChange().withoutStatistics());
  }

  private static Action table(TableContent content) {
    return content.metadata();
  }

  @Test
  void aFailedCheckpointDoesNotFailTheCommit() {
    table.create(Map.of("delta.checkpointInterval", "1"));
    store.plan(
        (n, operation, key) ->
            key.endsWith(".checkpoint.parquet") ? Fault.FAIL_BEFORE : Fault.NONE);
    CommitResult result = table.begin(WRITE).add(file("a", "1", 1, 2)).commit();
    assertThat(result.version()).isEqualTo(1);
    assertThat(result.hookFailures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.hook()).isEqualTo("checkpoint");
              assertThat(failure.cause())
                  .isInstanceOf(StorageException.class)
                  .hasMessageContaining("planned fault: create " + key(1));
            });
    assertThat(checkpoints()).isEmpty();
    assertThat(memory.listFolder("_delta_log", "_last_checkpoint").hasNext()).isFalse();
  }

  @Test
  void aCrashAtAnyCallOfACheckpointLeavesATableThatReads() {
    int calls = 1;
    for (int call = 1; call <= calls; call++) {
      for (Fault fault : List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER)) {
        InMemoryStore fresh = new InMemoryStore("crash", clock);
        FaultyStore faulty = new FaultyStore(fresh, (n, operation, key) -> Fault.NONE);
        TestTable crashing =
            new TestTable(
                faulty,
                world,
                new CheckpointHook(new TableLog(faulty), new CheckpointWriter(faulty, world)));
        crashing.create(Map.of("delta.checkpointInterval", "2"));
        crashing.begin(WRITE).add(file("a", "1", 1, 2)).commit();
        Transaction second = crashing.begin(WRITE).add(file("a", "2", 1, 2));
        int crash = call;
        faulty.plan((n, operation, key) -> n == crash ? fault : Fault.NONE);
        try {
          second.commit();
        } catch (FaultyStore.Crash e) {
          // The process is gone; another looks at what it left.
        }
        calls = Math.max(calls, faulty.calls().size() + (fault == Fault.CRASH_AFTER ? 1 : 0));
        TestTable reopened = new TestTable(fresh, world);
        long version = reopened.version();
        assertThat(version).isBetween(1L, 2L);
        assertThat(actions(new TableLog(fresh).latest().content()))
            .isEqualTo(actions(reopened.content()));
        if (faulty.calls().size() < crash) {
          return;
        }
      }
    }
  }

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
    Path file = folder.resolve(key(2));
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertThat(reader.getFileMetaData().getSchema().getFields()).isEqualTo(LAYOUT.getFields());
    }
    List<Group> rows = rows(file);
    assertThat(rows).hasSize(4);
    Group protocol = rows.get(0).getGroup("protocol", 0);
    assertThat(protocol.getInteger("minReaderVersion", 0)).isEqualTo(1);
    assertThat(protocol.getInteger("minWriterVersion", 0)).isEqualTo(2);
    assertThat(protocol.getFieldRepetitionCount("readerFeatures")).isZero();
    assertThat(protocol.getFieldRepetitionCount("writerFeatures")).isZero();
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
    // Written straight, as Moraine does not yet write tables with such features.
    List<io.moraine.core.batch.ColumnBatch> written = new ArrayList<>();
    CheckpointBatches batches = new CheckpointBatches(written::add);
    AddFile marked =
        new AddFile(
            "f",
            Map.of(),
            1,
            2,
            true,
            null,
            Map.of("t", "1"),
            new DeletionVectorDescriptor("u", "abc", 1, 40, 2),
            5L,
            6L,
            "liquid");
    marked.accept(batches).addFile(file("a", "plain", 1, 2));
    removal(marked).accept(batches);
    batches.flush();
    assertThat(written).hasSize(2);
    assertThat(written.get(0).column(CheckpointSchema.ADD).value(0))
        .isEqualTo(
            java.util.Arrays.asList(
                "f",
                Map.of(),
                1L,
                2L,
                false,
                Map.of("t", "1"),
                java.util.Arrays.asList("u", "abc", 1, 40, 2L, null),
                5L,
                6L,
                "liquid",
                null));
    assertThat(((List<?>) written.get(0).column(CheckpointSchema.ADD).value(1)).get(6)).isNull();
    assertThat(written.get(0).column(CheckpointSchema.REMOVE).value(0)).isNull();
    assertThat(written.get(1).column(CheckpointSchema.ADD).value(0)).isNull();
  }

  @Test
  void leavesOutStatisticsWhereTheTableSaysSo() {
    table.create(Map.of("delta.checkpoint.writeStatsAsJson", "false"));
    table.begin(WRITE).add(file("a", "1", 1, 2)).commit();
    writer.write(table.state());
    memory.delete(LogFile.commitKey(0));
    assertThat(new TableLog(memory).at(1).files().file(0).stats()).isNull();
  }
}
