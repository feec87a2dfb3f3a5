package io.moraine.log.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.LocalStore;
import io.moraine.log.stats.PartitionValues;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Snapshots of tables that other implementations wrote, against an index made without Moraine. */
class CorporaTest {
  /** Marks of tables that Moraine does not read yet, and what the refusal must name. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "feature:deletionVectors",
          "cm-name",
          "cm-id",
          "feature:typeWidening-preview",
          "feature:variantType",
          "feature:variantType-preview",
          "feature:variantShredding-preview",
          "feature:catalogManaged",
          "feature:geospatial");

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
          .hasMessageContaining(
              lacking.get(0).startsWith("cm-")
                  ? "columnMapping"
                  : lacking.get(0).substring("feature:".length()));
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
            snapshot.properties().columnMappingMode(),
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
      assertThat(updated.files()).containsExactlyInAnyOrderElementsOf(snapshot.files());
      assertThat(updated.setTransactions()).isEqualTo(snapshot.setTransactions());
    }
  }
}
