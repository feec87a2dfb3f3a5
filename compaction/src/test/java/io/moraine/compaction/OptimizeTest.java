package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.LocalStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.fixture.DuckDb;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.json.ActionWriter;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizeTest {
  private final Worlds.ManualClock clock = Worlds.clock();
  private final SampleTable table =
      new SampleTable(new InMemoryStore("optimize", clock), Worlds.world(clock, 1));

  private SampleTable filled() {
    return table
        .create(Map.of())
        .append("a", 0, 10, 10, 30, 30, 31)
        .append("b", 100, 105)
        .append("a", 31, 50)
        .append("b", 105, 140)
        .append("c", 200, 220);
  }

  @Test
  void theSameRowsInFewerFilesInTheSameOrder() {
    filled();
    Snapshot before = table.log.latest();
    List<List<Object>> rows = table.rows(before);
    List<Object> idsOfA = table.ids("a");
    OptimizeResult result = table.optimize(OptimizeOptions.DEFAULT);

    assertThat(result.version()).hasValue(before.version() + 1);
    assertThat(result.groupsDone()).isEqualTo(2);
    assertThat(result.dropped()).isEmpty();
    assertThat(result.filesBefore()).isEqualTo(6);
    assertThat(result.filesAfter()).isEqualTo(2);
    assertThat(result.bytesBefore()).isGreaterThan(result.bytesAfter());
    assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(table.ids("a")).isEqualTo(idsOfA).hasSize(50);
    assertThat(table.files("a")).hasSize(1);
    assertThat(FileStatistics.rowCount(table.files("a").get(0))).isEqualTo(50);
    assertThat(table.files("b")).hasSize(1);
    assertThat(table.files("c")).hasSize(1);
  }

  @Test
  void theOldVersionStays() {
    filled();
    Snapshot before = table.log.latest();
    List<List<Object>> rows = table.rows(before);
    table.optimize(OptimizeOptions.DEFAULT);
    assertThat(table.rows(table.log.at(before.version()))).isEqualTo(rows);
  }

  @Test
  void theLogSaysThatNoRowsChanged() {
    filled();
    List<AddFile> before = table.files("b");
    OptimizeResult result =
        table.optimize(OptimizeOptions.DEFAULT.withPredicate(SampleTable.partIs("b")));
    List<Action> commit = table.log.commit(result.version().getAsLong());
    assertThat(commit.stream().filter(FileAction.class::isInstance).map(FileAction.class::cast))
        .hasSize(3)
        .noneMatch(FileAction::dataChange);
    assertThat(commit.stream().filter(RemoveFile.class::isInstance).map(RemoveFile.class::cast))
        .extracting(RemoveFile::path)
        .containsExactlyElementsOf(before.stream().map(AddFile::path).toList());
    CommitInfo info = (CommitInfo) commit.get(0);
    assertThat(ActionWriter.write(info))
        .contains("\"operation\":\"OPTIMIZE\"")
        .contains(
            "\"operationParameters\":{\"predicate\":\"[\\\"(part = 'b')\\\"]\",\"auto\":\"false\",\"clusterBy\":\"[]\",\"zOrderBy\":\"[]\"}")
        .contains("\"isolationLevel\":\"SnapshotIsolation\"")
        .contains("\"isBlindAppend\":false")
        .contains(
            "\"operationMetrics\":{\"numRemovedFiles\":\"2\",\"numRemovedBytes\":\"%d\",\"numAddedFiles\":\"1\",\"numAddedBytes\":\"%d\",\"numDeletionVectorsRemoved\":\"0\",\"minFileSize\":\"%<d\",\"p25FileSize\":\"%<d\",\"p50FileSize\":\"%<d\",\"p75FileSize\":\"%<d\",\"maxFileSize\":\"%<d\"}"
                .formatted(result.bytesBefore(), result.bytesAfter()));
  }

  @Test
  void otherPartitionsStayAsTheyAre() {
    filled();
    List<AddFile> others = new ArrayList<>(table.files("a"));
    others.addAll(table.files("c"));
    table.optimize(OptimizeOptions.DEFAULT.withPredicate(SampleTable.partIs("b")));
    assertThat(table.files()).containsAll(others);
    assertThat(table.files("b")).hasSize(1);
  }

  @Test
  void whereThereIsNothingToDoNothingIsCommitted() {
    filled();
    table.optimize(OptimizeOptions.DEFAULT);
    long version = table.log.latest().version();
    OptimizeResult again = table.optimize(OptimizeOptions.DEFAULT);
    assertThat(again)
        .isEqualTo(new OptimizeResult(List.of(), 0, 0, 0, 0, 0, List.of(), Optional.empty()));
    assertThat(again.version()).isEmpty();
    assertThat(table.log.latest().version()).isEqualTo(version);
  }

  @Test
  void anEmptyTableIsCompact() {
    table.create(Map.of());
    assertThat(table.optimize(OptimizeOptions.DEFAULT).version()).isEmpty();
  }

  @Test
  void partitionValuesStayToTheLetter() {
    table.create(Map.of()).append("x", 0, 3, 3, 6);
    List<AddFile> files = table.files();
    for (AddFile file : files) {
      byte[] content = table.store.read(table.log.latest().paths().resolve(file.path()).key());
      table.store.put("copy-of-" + files.indexOf(file), content);
    }
    Transaction copies =
        Transaction.begin(table.context, table.log.latest(), Operation.of("WRITE", Map.of()));
    files.forEach(file -> copies.add(file.removedAt(1)));
    for (AddFile file : files) {
      // An empty string is NULL, as null is, but is not the same text.
      copies.add(
          AddFile.of("copy-of-" + files.indexOf(file), Map.of("part", ""), file.size(), 1)
              .withStats(file.stats()));
    }
    copies.commit();
    table.optimize(OptimizeOptions.DEFAULT);
    assertThat(table.files()).hasSize(1);
    assertThat(table.files().get(0).partitionValues()).isEqualTo(Map.of("part", ""));
    assertThat(table.rows()).hasSize(6).allMatch(row -> row.get(1) == null);
  }

  @Test
  void commitsComeInBatches() {
    filled();
    List<List<Object>> rows = table.rows();
    OptimizePlan plan = table.plan(OptimizeOptions.DEFAULT);
    List<String> heard = new ArrayList<>();
    OptimizeResult result =
        table
            .executor()
            .withMaxBytesPerCommit(1)
            .withListener(
                new OptimizeListener() {
                  @Override
                  public void advanced(Progress progress) {
                    heard.add("%d of %d".formatted(progress.filesDone(), progress.filesTotal()));
                    if (progress.filesDone() == progress.filesTotal()) {
                      assertThat(progress.bytesDone()).isEqualTo(plan.sizeBytes());
                    }
                  }

                  @Override
                  public void committed(long version, int groups) {
                    heard.add("version %d: %d".formatted(version, groups));
                  }
                })
            .run(plan);
    assertThat(result.versions()).containsExactly(8L, 9L);
    assertThat(heard)
        .containsExactly(
            "1 of 6",
            "2 of 6",
            "3 of 6",
            "4 of 6",
            "version 8: 1",
            "5 of 6",
            "6 of 6",
            "version 9: 1");
    assertThat(table.rows()).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(table.files()).hasSize(3);
  }

  @Test
  void aPlanCanBeReadBackAndRunAgainForTheRest() {
    filled();
    OptimizePlan plan = OptimizePlan.fromJson(table.plan(OptimizeOptions.DEFAULT).toJson());
    table.optimize(OptimizeOptions.DEFAULT.withPredicate(SampleTable.partIs("b")));
    OptimizeResult result = table.executor().run(plan);
    assertThat(result.groupsDone()).isEqualTo(1);
    assertThat(result.dropped()).hasSize(1);
    assertThat(result.dropped().get(0).group().partitionValues()).isEqualTo(Map.of("part", "b"));
    assertThat(result.dropped().get(0).reason())
        .isEqualTo("at version 8, 2 of its 2 files have left the table");
    assertThat(table.files()).hasSize(3);
    assertThat(table.executor().run(plan).version()).isEmpty();
  }

  @Test
  void aPlanForAnotherTableOrALaterVersionIsRefused() {
    filled();
    OptimizePlan plan = table.plan(OptimizeOptions.DEFAULT);
    OptimizePlan other =
        new OptimizePlan("t", "other-id", 0, List.of(), 1, Goal.COMPACT, plan.groups());
    assertThatThrownBy(() -> table.executor().run(other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot optimize memory:/optimize/, whose id is sample-id, by a plan for t, whose id"
                + " is other-id");
    assertThatThrownBy(() -> table.executor().run(plan, table.log.at(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Cannot optimize memory:/optimize/ at version 3 by a plan for version 7");
  }

  @Test
  void aPlanThatMixesPartitionsIsRefused() {
    filled();
    OptimizePlan plan = table.plan(OptimizeOptions.DEFAULT);
    List<PlannedFile> mixed = new ArrayList<>(plan.groups().get(0).files());
    mixed.addAll(plan.groups().get(1).files());
    OptimizePlan wrong =
        new OptimizePlan(
            plan.table(),
            plan.tableId(),
            plan.readVersion(),
            List.of(),
            1,
            Goal.COMPACT,
            List.of(new FileGroup(Map.of("part", "a"), mixed)));
    assertThatThrownBy(() -> table.executor().run(wrong))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("in partition {part=a}, the table has it in {part=b}");
    assertThat(table.log.latest().version()).isEqualTo(7);
  }

  @Test
  void aFileWithOtherRowsThanTheLogSaysIsNotReplaced() {
    table.create(Map.of()).append("a", 0, 10);
    AddFile file = table.files().get(0);
    table.store.put("lie", table.store.read(table.log.latest().paths().resolve(file.path()).key()));
    Transaction.begin(table.context, table.log.latest(), Operation.of("WRITE", Map.of()))
        .add(
            AddFile.of("lie", Map.of("part", "a"), file.size(), 1).withStats("{\"numRecords\":11}"))
        .commit();
    List<String> keys = table.dataKeys();
    assertThatThrownBy(() -> table.optimize(OptimizeOptions.DEFAULT))
        .isInstanceOf(CorruptTableException.class)
        .hasMessage(
            "Cannot optimize memory:/optimize/: its log says that the file lie holds 11 rows, but"
                + " 10 were read");
    assertThat(table.dataKeys()).isEqualTo(keys);
    assertThat(table.log.latest().version()).isEqualTo(2);
  }

  @Test
  void aListenerCanEndTheRun() {
    filled();
    List<String> keys = table.dataKeys();
    OptimizeListener listener =
        new OptimizeListener() {
          @Override
          public void advanced(Progress progress) {
            if (progress.filesDone() == 5) {
              throw new IllegalStateException("enough");
            }
          }
        };
    OptimizePlan plan = table.plan(OptimizeOptions.DEFAULT);
    assertThatThrownBy(() -> table.executor().withListener(listener).run(plan))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
    assertThat(table.dataKeys()).isEqualTo(keys);
    assertThat(table.log.latest().version()).isEqualTo(7);
  }

  @Test
  void groupsAreRewrittenByManyThreads() {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Environment serial = Worlds.world(clock, 5);
      Environment parallel =
          new Environment(
              serial.clock(),
              java.util.UUID::randomUUID,
              serial.random(),
              serial.sleeper(),
              threads,
              4);
      SampleTable wide = new SampleTable(new InMemoryStore("wide", clock), parallel);
      wide.create(Map.of());
      for (long part = 0; part < 20; part++) {
        wide.append("p" + part, part * 100, part * 100 + 50, part * 100 + 50, part * 100 + 100);
      }
      List<List<Object>> rows = wide.rows();
      OptimizeResult result = wide.optimize(OptimizeOptions.DEFAULT);
      assertThat(result.groupsDone()).isEqualTo(20);
      assertThat(wide.files()).hasSize(20);
      assertThat(new HashSet<>(wide.rows())).isEqualTo(new HashSet<>(rows)).hasSize(2000);
      assertThat(wide.rows()).hasSize(2000);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anotherEngineReadsWhatWasWritten(@TempDir Path folder) {
    Environment world = Worlds.world(clock, 6);
    SampleTable local = new SampleTable(new LocalStore(folder, world), world);
    local.create(Map.of()).append("a", 0, 3000, 3000, 3001, 3001, 5000);
    local.optimize(OptimizeOptions.DEFAULT);
    assertThat(local.files()).hasSize(1);
    String path =
        folder
            .resolve(local.log.latest().paths().resolve(local.files().get(0).path()).key())
            .toString();
    assertThat(
            DuckDb.query(
                "select count(*), min(id), max(id), count(name), sum((id = file_row_number)::int)"
                    + " from read_parquet('"
                    + path
                    + "', file_row_number = true, hive_partitioning = false)"))
        .containsExactly(List.of("5000", "0", "4999", "4285", "5000"));
  }
}
