package io.moraine.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.compaction.vacuum.VacuumExecutor;
import io.moraine.compaction.vacuum.VacuumFile;
import io.moraine.compaction.vacuum.VacuumOptions;
import io.moraine.compaction.vacuum.VacuumOptions.Mode;
import io.moraine.compaction.vacuum.VacuumPlan;
import io.moraine.compaction.vacuum.VacuumPlanner;
import io.moraine.compaction.vacuum.VacuumResult;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.store.ObjectStatus;
import io.moraine.log.action.AddFile;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.fixture.FaultyStore;
import io.moraine.log.fixture.Worlds;
import io.moraine.log.snapshot.HistoryEntry;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What VACUUM finds and removes; the clock moves as told. */
class VacuumTest {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final Worlds.ManualClock clock = Worlds.clock();
  private final InMemoryStore store = new InMemoryStore("vacuum", clock);
  private final SampleTable table =
      new SampleTable(store, Worlds.world(clock, 1))
          .create(Map.of())
          .append("a", 0, 10, 10, 20)
          .append("b", 100, 110);

  private void put(String key) {
    store.put(key, "some bytes".getBytes(StandardCharsets.UTF_8));
  }

  private VacuumPlan plan(VacuumOptions options) {
    return VacuumPlanner.plan(table.log, table.environment, options);
  }

  private VacuumResult run(VacuumPlan plan) {
    return new VacuumExecutor(table.log, table.context).run(plan);
  }

  private static List<String> keys(VacuumPlan plan) {
    return plan.files().stream().map(VacuumFile::key).sorted().toList();
  }

  private String deleteFirstOf(String part) {
    AddFile first = table.files(part).get(0);
    table.delete(file -> file.path().equals(first.path()));
    return first.path();
  }

  @Test
  void whatLeftTheTableAndWhatNeverWasOfItGoesOnceItIsOld() {
    String left = deleteFirstOf("a");
    put("orphan.parquet");
    put("part=a/orphan.parquet");
    put("_change_data/cdc.parquet");
    put("_delta_index/bloom");
    // None of its business.
    put("_SUCCESS");
    put(".part.crc");
    put("_hidden/x.parquet");
    put("part=a/.tmp/x.parquet");
    put("nested/x.parquet");
    put("nested/_delta_log/00000000000000000000.json");
    clock.advance(7 * DAY_MILLIS + 1);
    put("young.parquet");

    VacuumPlan plan = plan(VacuumOptions.DEFAULT);

    assertThat(keys(plan))
        .containsExactlyInAnyOrder(
            left,
            "orphan.parquet",
            "part=a/orphan.parquet",
            "_change_data/cdc.parquet",
            "_delta_index/bloom");
    assertThat(plan.files())
        .anyMatch(
            file ->
                file.key().equals(left)
                    && file.reason().startsWith("it left the table at 2026-01-02T03:04:05"))
        .anyMatch(
            file ->
                file.key().equals("orphan.parquet")
                    && file.sizeBytes() == 10
                    && file.reason().startsWith("the log does not name it (any more)"))
        .anyMatch(file -> file.reason().startsWith("change data of 2026-01-02T03:04:05"));
    assertThat(plan.leftAlone()).containsExactly("nested/ has a log: it is a table of its own");
    List<List<Object>> rows = table.rows();
    List<String> before = table.dataKeys();

    VacuumResult result = run(plan);

    assertThat(result).isEqualTo(new VacuumResult(6, 5, plan.sizeBytes(), 0));
    List<String> expected = new ArrayList<>(before);
    expected.removeAll(keys(plan));
    assertThat(table.dataKeys()).isEqualTo(expected);
    assertThat(table.rows()).isEqualTo(rows);
    assertThat(plan(VacuumOptions.DEFAULT).files()).isEmpty();
  }

  @Test
  void theHistorySaysWhatWasDoneAsSparkWritesIt() {
    put("orphan.parquet");
    clock.advance(2 * DAY_MILLIS);
    run(plan(VacuumOptions.DEFAULT.withRetention(Duration.ofHours(24)).allowingShortRetention()));

    List<HistoryEntry> history = table.log.history(2);
    assertThat(history.get(1).info().orElseThrow().operation()).hasValue("VACUUM START");
    assertThat(history.get(1).info().orElseThrow().operationParameters())
        .isEqualTo(
            Map.of(
                "retentionCheckEnabled", "false",
                "specifiedRetentionMillis", "86400000",
                "defaultRetentionMillis", "604800000"));
    assertThat(history.get(1).info().orElseThrow().operationMetrics())
        .isEqualTo(Map.of("numFilesToDelete", "1", "sizeOfDataToDelete", "10"));
    assertThat(history.get(0).info().orElseThrow().operation()).hasValue("VACUUM END");
    assertThat(history.get(0).info().orElseThrow().operationParameters())
        .isEqualTo(Map.of("status", "COMPLETED"));
    assertThat(history.get(0).info().orElseThrow().operationMetrics())
        .containsEntry("numDeletedFiles", "1");
  }

  @Test
  void aRetentionShorterThanTheTablesIsRefusedWithWhatToDo() {
    VacuumOptions hour = VacuumOptions.DEFAULT.withRetention(Duration.ofHours(1));
    assertThatThrownBy(() -> plan(hour))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot vacuum memory:/vacuum/ and keep files for 1 hours only")
        .hasMessageContaining("deletedFileRetentionDuration asks for 168 hours")
        .hasMessageContaining("--allow-short-retention");
    assertThatThrownBy(() -> VacuumOptions.DEFAULT.withRetention(Duration.ofHours(-1)))
        .isInstanceOf(InvalidInputException.class);
    assertThat(plan(hour.allowingShortRetention()).files()).isEmpty();
    assertThat(plan(VacuumOptions.DEFAULT.withRetention(Duration.ofDays(7))).files()).isEmpty();
  }

  @Test
  void filesThatLeftLatelyStayHoweverOldTheyAre() {
    clock.advance(30 * DAY_MILLIS);
    deleteFirstOf("a");
    clock.advance(6 * DAY_MILLIS);
    assertThat(plan(VacuumOptions.DEFAULT).files()).isEmpty();
    clock.advance(DAY_MILLIS + 1);
    assertThat(plan(VacuumOptions.DEFAULT).files()).hasSize(1);
  }

  @Test
  void aFileThatCameBackSinceThePlanStays() {
    AddFile first = table.files("a").get(0);
    table.delete(file -> file.path().equals(first.path()));
    put("orphan.parquet");
    clock.advance(8 * DAY_MILLIS);
    VacuumPlan plan = plan(VacuumOptions.DEFAULT);
    Transaction.begin(table.context, table.log.latest(), Operation.of("RESTORE", Map.of()))
        .add(first)
        .commit();

    VacuumResult result = run(plan);

    assertThat(result.files()).isEqualTo(1);
    assertThat(result.spared()).isEqualTo(1);
    assertThat(table.ids("a")).hasSize(20);
  }

  @Test
  void anotherTablesPlanIsRefused() {
    VacuumPlan plan = plan(VacuumOptions.DEFAULT);
    VacuumPlan other =
        new VacuumPlan(
            "elsewhere",
            "other-id",
            plan.version(),
            plan.mode(),
            plan.retentionMillis(),
            plan.specified(),
            plan.tableRetentionMillis(),
            plan.checked(),
            List.of(new VacuumFile("part=a/x.parquet", 1, "none")),
            1,
            List.of(),
            plan.expiredVersion());
    long version = table.log.latest().version();
    assertThatThrownBy(() -> run(other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "whose id is sample-id, by a plan for elsewhere, whose id is other-id");
    assertThat(table.log.latest().version()).isEqualTo(version);
  }

  @Test
  void liteFindsWhatTheLogTellsAndGoesOnWhereTheLastOneEnded() {
    VacuumOptions lite = VacuumOptions.DEFAULT.withMode(Mode.LITE);
    String first = deleteFirstOf("a");
    put("orphan.parquet");
    clock.advance(8 * DAY_MILLIS);
    String second = deleteFirstOf("a");

    VacuumPlan plan = plan(lite);
    assertThat(keys(plan)).containsExactly(first);
    run(plan);
    assertThat(new String(store.read("_delta_log/_last_vacuum_info"), StandardCharsets.UTF_8))
        .isEqualTo("{\"latestCommitVersionOutsideOfRetentionWindow\":4}");

    clock.advance(8 * DAY_MILLIS);
    // The log before where the last one ended is not needed.
    new CheckpointWriter(store, table.environment).write(table.log.latest());
    store.delete("_delta_log/00000000000000000000.json");
    store.delete("_delta_log/00000000000000000001.json");
    assertThat(keys(plan(lite))).containsExactly(second);
    assertThat(table.dataKeys()).contains("orphan.parquet");

    // Without knowing where that was, it is.
    store.delete("_delta_log/_last_vacuum_info");
    assertThatThrownBy(() -> plan(lite))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the log begins at version 2")
        .hasMessageContaining("Run VACUUM without LITE once");
    assertThat(keys(plan(VacuumOptions.DEFAULT))).contains("orphan.parquet", second);
  }

  @Test
  void whateverTheLogNamesNothingOutsideOfTheDataGoes() {
    String remove = "{\"remove\":{\"path\":\"%s\",\"deletionTimestamp\":1,\"dataChange\":true}}\n";
    StringBuilder commit = new StringBuilder();
    for (String path :
        List.of(
            "_delta_log/00000000000000000000.json",
            "part=a/%2e%2e/_delta_log/00000000000000000000.json",
            "../neighbour/x.parquet",
            "/elsewhere/x.parquet",
            "file:/elsewhere/x.parquet",
            "s3://bucket/x.parquet",
            "part=a/%2e%2e/%2e%2e/x.parquet")) {
      commit.append(remove.formatted(path));
    }
    store.put(
        "_delta_log/00000000000000000004.json", commit.toString().getBytes(StandardCharsets.UTF_8));
    clock.advance(8 * DAY_MILLIS);
    assertThat(plan(VacuumOptions.DEFAULT.withMode(Mode.LITE)).files()).isEmpty();
    assertThat(plan(VacuumOptions.DEFAULT).files()).isEmpty();
    List<ObjectStatus> inventory =
        List.of(
            new ObjectStatus("_delta_log/00000000000000000000.json", 1, 1),
            new ObjectStatus("part=a/old.parquet", 1, 1),
            new ObjectStatus("part=a/new.parquet", 1, clock.millis()),
            new ObjectStatus(table.files("b").get(0).path(), 1, 1));
    assertThat(
            keys(
                VacuumPlanner.planInventory(
                    table.log, table.environment, VacuumOptions.DEFAULT, inventory.iterator())))
        .containsExactly("part=a/old.parquet");
  }

  @Test
  void aRunThatFailsIsRecordedAndTheNextOneDoesTheRest() {
    for (int i = 0; i < 3; i++) {
      put("orphan-%d.parquet".formatted(i));
    }
    clock.advance(8 * DAY_MILLIS);
    FaultyStore faulty =
        new FaultyStore(
            store,
            (number, operation, key) ->
                operation.equals("delete") && key.equals("orphan-1.parquet")
                    ? FaultyStore.Fault.FAIL_BEFORE
                    : FaultyStore.Fault.NONE);
    SampleTable broken = new SampleTable(faulty, table.environment);
    VacuumPlan plan = VacuumPlanner.plan(broken.log, broken.environment, VacuumOptions.DEFAULT);
    assertThatThrownBy(() -> new VacuumExecutor(broken.log, broken.context).run(plan))
        .isInstanceOf(StorageException.class);
    assertThat(table.log.history(1).get(0).info().orElseThrow().operationParameters())
        .isEqualTo(Map.of("status", "FAILED"));
    assertThat(run(plan(VacuumOptions.DEFAULT)).files()).isEqualTo(2);
    assertThat(table.rows()).hasSize(30);
  }
}
