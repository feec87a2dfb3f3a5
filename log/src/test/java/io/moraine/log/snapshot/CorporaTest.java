package io.moraine.log.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.LocalStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.corpora.Corpora;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.PartitionValues;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Snapshots of tables that other implementations wrote, against an index made without Moraine. */
class CorporaTest {
  /** Marks of tables that Moraine does not read yet, and what the refusal must name. */
  private static final List<String> UNSUPPORTED =
      List.of("feature:catalogManaged", "feature:geospatial");

  private static final Environment ENVIRONMENT =
      new Environment(
          Clock.systemUTC(), () -> new UUID(0, 0), new Random(0), millis -> {}, Runnable::run, 1);

  @Test
  void theCorporaAreAtHand() {
    assumeTrue(
        !Corpora.tables().isEmpty(),
        "skipped: no INDEX.tsv in " + Corpora.folder() + "; set moraine.corpora");
    assertThat(Corpora.tables()).hasSizeGreaterThan(100);
  }

  @TestFactory
  Stream<DynamicTest> everyTableIsReadAsTheIndexSaysOrRefused() {
    return Corpora.tables().stream()
        .map(table -> DynamicTest.dynamicTest(table.name(), () -> check(table)));
  }

  private static void check(Corpora.Table table) {
    TableLog log = new TableLog(new LocalStore(table.root(), ENVIRONMENT));
    List<String> lacking = UNSUPPORTED.stream().filter(table.features()::contains).toList();
    if (table.mustFail()) {
      assertThatThrownBy(log::latest).isInstanceOf(MoraineException.class);
    } else if (!lacking.isEmpty()) {
      assertThatThrownBy(log::latest)
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining(lacking.get(0).substring("feature:".length()));
    } else {
      checkReadable(table, log);
    }
  }

  private static void checkReadable(Corpora.Table table, TableLog log) {
    Snapshot snapshot = log.latest();
    assertThat(snapshot.version()).isEqualTo(Long.parseLong(table.version()));
    String files = table.files().equals("0|1") ? "0" : table.files();
    assertThat(snapshot.files().size()).isEqualTo(Integer.parseInt(files));
    assertThat(snapshot.files().sizeBytes()).isGreaterThanOrEqualTo(0);
    PartitionValues values =
        new PartitionValues(
            snapshot.schema(),
            snapshot.partitionColumns(),
            snapshot.columnMappingMode(),
            ZoneOffset.UTC);
    snapshot
        .files()
        .forEach(
            file -> {
              for (int i = 0; i < values.columns().size(); i++) {
                values.value(file, i);
              }
            });
    for (HistoryEntry entry : log.history()) {
      Snapshot then = log.at(entry.version());
      assertThat(then.version()).isEqualTo(entry.version());
      Snapshot updated = log.update(then);
      assertThat(updated.version()).isEqualTo(snapshot.version());
      assertThat(updated.files())
          .extracting(AddFile::path, AddFile::size, AddFile::partitionValues)
          .containsExactlyInAnyOrderElementsOf(
              StreamSupport.stream(snapshot.files().spliterator(), false)
                  .map(file -> tuple(file.path(), file.size(), file.partitionValues()))
                  .toList());
      assertThat(updated.setTransactions()).isEqualTo(snapshot.setTransactions());
      checkStatistics(snapshot, log.commit(entry.version()));
    }
  }

  /** Statistics from a checkpoint, also from its columns, say what those of the commit say. */
  private static void checkStatistics(Snapshot snapshot, List<Action> commit) {
    int[] ordinals = IntStream.range(0, snapshot.schema().size()).toArray();
    FileStatistics.Columns columns =
        FileStatistics.Columns.of(snapshot.schema(), snapshot.columnMappingMode(), ordinals);
    Map<String, AddFile> live = new HashMap<>();
    snapshot.files().forEach(file -> live.put(file.path(), file));
    for (Action action : commit) {
      if (action instanceof AddFile add
          && add.stats() != null
          && live.containsKey(add.path())
          && Objects.equals(live.get(add.path()).deletionVector(), add.deletionVector())
          && live.get(add.path()).stats() != null) {
        FileStatistics expected = FileStatistics.parse(add.stats(), columns);
        FileStatistics actual = FileStatistics.parse(live.get(add.path()).stats(), columns);
        assertThat(actual.numRecords()).isEqualTo(expected.numRecords());
        for (int ordinal : ordinals) {
          assertThat(actual.column(ordinal))
              .as("%s of %s", snapshot.schema().field(ordinal), add.path())
              .isEqualTo(expected.column(ordinal));
        }
      }
    }
  }
}
