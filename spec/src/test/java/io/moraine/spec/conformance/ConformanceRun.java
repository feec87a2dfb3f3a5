package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.Table;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.LocalStore;
import io.moraine.engine.session.SqlSession;
import io.moraine.engine.session.StatementResult;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Reads tables and remembers how that went. */
final class ConformanceRun implements AutoCloseable {
  private final Environment environment =
      new Environment(
          Clock.systemUTC(),
          UUID::randomUUID,
          RandomGenerator.of("L64X128MixRandom"),
          millis -> {},
          Runnable::run,
          1);
  private final SqlSession session =
      new SqlSession(
          environment,
          new SqlSession.Settings(Optional.empty(), 1L << 30),
          (statement, table, where) -> Optional.empty());
  private final Map<String, String> refusals = new TreeMap<>();
  private int tables;
  private int versions;
  private int passed;
  private int changeFeeds;

  /** Fails if {@code table} does not give what the index says. */
  void check(Corpora.Table table) throws IOException {
    tables++;
    TableLog log = new TableLog(new LocalStore(table.root(), environment));
    if (table.mustFail()) {
      assertThatThrownBy(log::latest)
          .isInstanceOf(MoraineException.class)
          .message()
          .containsIgnoringCase(table.reason());
    } else if (table.lacksDataFiles()) {
      Snapshot snapshot = snapshot(table, log);
      assertThatThrownBy(() -> read(snapshot, log, table.zone()))
          .isInstanceOf(MoraineException.class)
          .message()
          .contains(table.root().getFileName().toString());
    } else if (table.isOk()) {
      try {
        checkRows(table, log);
        checkChanges(table);
      } catch (UnsupportedFeatureException e) {
        refusals.put(table.name(), e.getMessage());
        return;
      }
    } else {
      assertThat(table.outcome())
          .isEqualTo("version 1; 0 files when paths are canonicalised, else 1");
      Snapshot snapshot = log.latest();
      versions++;
      assertThat(snapshot.version()).isEqualTo(1);
      assertThat(snapshot.files().size()).isZero();
    }
    passed++;
  }

  private Snapshot snapshot(Corpora.Table table, TableLog log) {
    Snapshot snapshot = log.latest();
    versions++;
    assertThat(snapshot.version()).as("version").isEqualTo(table.latest());
    assertThat(snapshot.files().size()).as("files").isEqualTo(Integer.parseInt(table.files()));
    return snapshot;
  }

  private void checkRows(Corpora.Table table, TableLog log) throws IOException {
    Snapshot latest = snapshot(table, log);
    RowBag rows = read(latest, log, table.zone());
    long expectedRows = Long.parseLong(table.rows());
    assertThat(rows.count()).as("rows").isEqualTo(expectedRows);
    assertThat(sqlCount(table)).as("count(*)").isEqualTo(expectedRows);
    Map<Long, Long> older = table.olderRowCounts();
    for (Map.Entry<Long, Long> entry : older.entrySet()) {
      assertThat(read(log.at(entry.getKey()), log, table.zone()).count())
          .as("rows of version %d", entry.getKey())
          .isEqualTo(entry.getValue());
      versions += entry.getKey() == table.latest() ? 0 : 1;
    }
    for (Map.Entry<Long, Path> entry : table.expectedRows().entrySet()) {
      long version = entry.getKey();
      Snapshot snapshot = log.at(version);
      if (Files.isDirectory(entry.getValue())) {
        read(snapshot, log, table.zone())
            .assertSameAs(
                ExpectedRows.ofParquet(entry.getValue(), snapshot.schema(), environment),
                "version " + version);
      } else {
        read(snapshot, log, table.zone(), new RowText(""))
            .assertSameAs(ExpectedRows.ofDrawing(entry.getValue()), "version " + version);
      }
      versions += version == table.latest() || older.containsKey(version) ? 0 : 1;
    }
  }

  private void checkChanges(Corpora.Table table) throws IOException {
    for (Path file : table.changeFeeds()) {
      ExpectedChanges expected = ExpectedChanges.read(file);
      Table opened = Table.open(table.root());
      expected.assertAreThoseOf(opened);
      changeFeeds++;
    }
  }

  private static RowBag read(Snapshot snapshot, TableLog log, ZoneId zone) {
    return read(snapshot, log, zone, RowText.EXACT);
  }

  private static RowBag read(Snapshot snapshot, TableLog log, ZoneId zone, RowText text) {
    RowBag rows = new RowBag();
    TableScan scan = TableScan.of(snapshot, log.store()).zone(zone).build();
    for (ScanFile file : scan.files()) {
      try (BatchReader reader = scan.open(file)) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          for (int row = 0; row < batch.rowCount(); row++) {
            rows.add(text.row(batch, row));
          }
        }
      }
    }
    return rows;
  }

  private long sqlCount(Corpora.Table table) {
    String sql = "SELECT count(*) FROM delta.`%s`".formatted(table.root());
    try (StatementResult result = session.execute(sql)) {
      ColumnBatch batch = result.rows().next();
      assertThat(batch).isNotNull();
      return (Long) batch.column(0).value(0);
    }
  }

  /** Fails if other tables were refused, or for other reasons, than FEATURES.md lists. */
  void checkRefusals() throws IOException {
    System.out.println(summary());
    Map<String, String> listed = new TreeMap<>();
    FeaturesDocument.rowsBelow("Refused tables").forEach(row -> listed.put(row.get(0), row.get(1)));
    assertThat(refusals.keySet()).isEqualTo(new TreeSet<>(listed.keySet()));
    refusals.forEach((table, message) -> assertThat(message).as(table).contains(listed.get(table)));
  }

  private String summary() {
    return "Conformance: %d tables, %d versions, %d change feeds, %d tables passed, %d refused on purpose, %d failed"
        .formatted(
            tables,
            versions,
            changeFeeds,
            passed,
            refusals.size(),
            tables - passed - refusals.size());
  }

  @Override
  public void close() {
    session.close();
  }
}
