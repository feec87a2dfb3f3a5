package io.moraine.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.Stores;
import io.moraine.engine.session.SqlSession.ExternalPaths;
import io.moraine.log.catalog.FileCatalog;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.snapshot.ChecksumPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose versions a catalog decides. */
class ManagedTablesTest {
  private static final String CREATE =
      "CREATE TABLE t (id INT) USING DELTA TBLPROPERTIES ('delta.feature.catalogManaged' ="
          + " 'supported', 'delta.enableInCommitTimestamps' = 'true')";

  @TempDir Path folder;
  private final Environment environment = environment(new Random(7));
  private URI warehouse;
  private ObjectStore catalogStore;
  private FileCatalog catalog;
  private SqlSession session;

  private static Environment environment(Random ids) {
    return new Environment(
        Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC),
        () -> new UUID(ids.nextLong(), ids.nextLong()),
        new Random(0),
        millis -> {},
        Runnable::run,
        1);
  }

  @BeforeEach
  void open() throws IOException {
    warehouse = uri(Files.createDirectories(folder.resolve("lake")));
    catalogStore =
        Stores.open(uri(Files.createDirectories(folder.resolve("catalog"))), environment);
    catalog = new FileCatalog(catalogStore);
    catalog.register(warehouse.resolve("t/"));
    session = session(Optional.of(catalog));
  }

  @AfterEach
  void close() {
    session.close();
    catalogStore.close();
  }

  private static URI uri(Path path) {
    return URI.create(path.toUri().toString().replaceAll("/?$", "/"));
  }

  private SqlSession session(Optional<TableCatalog> manager) {
    return new SqlSession(
        environment,
        new SqlSession.Settings(
            Optional.of(warehouse), 1L << 28, ExternalPaths.REFUSE, ChecksumPolicy.VERIFY, manager),
        (statement, table, where) -> Optional.empty());
  }

  private static List<String> rows(SqlSession from, String sql) {
    List<String> rows = new ArrayList<>();
    try (StatementResult result = from.execute(sql)) {
      for (ColumnBatch batch = result.rows().next(); batch != null; batch = result.rows().next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          rows.add(String.valueOf(batch.column(0).value(row)));
        }
      }
    }
    return rows;
  }

  private static void run(SqlSession by, String sql) {
    by.execute(sql).close();
  }

  @Test
  void aManagedTableSaysSoAndIsOpenedByPathNowhere() {
    assertThatThrownBy(() -> run(session, "CREATE TABLE t (id INT) USING DELTA"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("which a catalog manages: it needs table feature catalogManaged");
    run(session, CREATE);
    run(session, "INSERT INTO t VALUES (1), (2)");
    run(session, "DELETE FROM t WHERE id = 1");
    assertThat(rows(session, "SELECT id FROM t")).containsExactly("2");
    try (SqlSession other = session(Optional.empty())) {
      assertThatThrownBy(() -> rows(other, "SELECT id FROM t"))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("catalogManaged");
      assertThatThrownBy(() -> run(other, CREATE.replace("TABLE t", "TABLE u")))
          .isInstanceOf(UnsupportedFeatureException.class)
          .hasMessageContaining("catalogManaged");
    }
  }

  @Test
  void versionsAreWhatTheCatalogRatifiedPublishedOrNot() throws IOException {
    run(session, CREATE);
    run(session, "INSERT INTO t VALUES (1)");
    run(session, "INSERT INTO t VALUES (2)");
    Path log = folder.resolve("lake/t/_delta_log");
    try (Stream<Path> published = Files.list(log)) {
      assertThat(published.filter(file -> file.toString().endsWith(".json"))).hasSize(3);
    }
    // As if publication had failed since the first version.
    URI table = warehouse.resolve("t/");
    catalog.published(table, 0);
    for (int version : new int[] {1, 2}) {
      Files.delete(log.resolve("%020d.json".formatted(version)));
      Files.deleteIfExists(log.resolve("%020d.crc".formatted(version)));
    }
    // A writer that passes the catalog by is seen by nobody.
    Files.writeString(
        log.resolve("%020d.json".formatted(3)), "{\"commitInfo\":{\"operation\":\"ROGUE\"}}");
    try (SqlSession fresh = session(Optional.of(catalog))) {
      assertThat(rows(fresh, "SELECT id FROM t ORDER BY id")).containsExactly("1", "2");
      assertThat(rows(fresh, "SELECT id FROM t VERSION AS OF 1")).containsExactly("1");
      assertThat(catalog.versions(table).orElseThrow().latest()).isEqualTo(2);
      Files.delete(log.resolve("%020d.json".formatted(3)));
      run(fresh, "INSERT INTO t VALUES (3)");
      assertThat(rows(fresh, "SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "3");
    }
    // That commit published those before it, too.
    for (int version = 0; version < 4; version++) {
      assertThat(log.resolve("%020d.json".formatted(version))).exists();
    }
    assertThat(catalog.versions(table).orElseThrow().unpublished()).isEmpty();
  }

  @Test
  void writersThatMeetInTheCatalogTakeTurns() {
    run(session, CREATE);
    try (SqlSession other = session(Optional.of(catalog))) {
      run(other, "INSERT INTO t VALUES (1)");
      run(session, "INSERT INTO t VALUES (2)");
      run(other, "INSERT INTO t VALUES (3)");
      assertThat(rows(session, "SELECT id FROM t ORDER BY id")).containsExactly("1", "2", "3");
      assertThat(catalog.ratify(warehouse.resolve("t/"), 3, "late"))
          .isEqualTo(TableCatalog.Ratification.LOST);
      assertThat(catalog.ratify(warehouse.resolve("t/"), 9, "early"))
          .isEqualTo(TableCatalog.Ratification.LOST);
    }
  }
}
