package io.moraine.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.TableOptions;
import io.moraine.core.env.Environment;
import io.moraine.core.env.TestEnvironments;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.StoreOptions;
import io.moraine.core.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All of Moraine over S3: statements, versions, races and lost answers. */
class S3SessionTest {
  private static final String LAKE = "s3://" + S3Proxy.BUCKET + "/lake";

  private static Map<String, String> options() {
    return S3Proxy.options(S3Proxy.shared().endpoint());
  }

  /** In this machine's world, but that no wait is long. */
  private static Session session(Map<String, String> options) {
    Environment world = SystemEnvironment.create(2);
    Environment hasty =
        new Environment(
            world.clock(),
            world.ids(),
            world.random(),
            millis -> world.sleeper().sleep(Math.min(millis, 20)),
            world.executor(),
            world.parallelism());
    return Session.open(
        TableOptions.defaults()
            .withEnvironment(hasty)
            .withWarehouse(LAKE)
            .withStoreOptions(options));
  }

  private static void run(Session session, String sql) {
    session.sql(sql).close();
  }

  private static List<String> rows(Session session, String sql) {
    try (Result result = session.sql(sql);
        Stream<Row> rows = result.rows()) {
      return rows.map(
              row -> row.toString().replaceAll("[^ ={]+=", "").replace('{', '[').replace('}', ']'))
          .sorted()
          .toList();
    }
  }

  @Test
  void aTableLivesFromItsCreationToItsCompactionInABucket() {
    try (Session session = session(options())) {
      run(session, "CREATE TABLE life (id INT, name STRING, day DATE) PARTITIONED BY (day)");
      run(
          session,
          "INSERT INTO life VALUES (1, 'Ann', DATE '2026-01-03'), (2, 'Bob', DATE '2026-01-03')");
      run(session, "INSERT INTO life VALUES (3, 'Cy', DATE '2026-01-04')");
      run(session, "UPDATE life SET name = 'Bea' WHERE id = 2");
      run(
          session,
          "MERGE INTO life AS t USING (VALUES (3, 'Cyd'), (4, 'Di')) AS s(id, name) ON t.id = s.id"
              + " WHEN MATCHED THEN UPDATE SET name = s.name"
              + " WHEN NOT MATCHED THEN INSERT (id, name, day)"
              + " VALUES (s.id, s.name, DATE '2026-01-04')");
      run(session, "DELETE FROM life WHERE id = 1");
      run(session, "INSERT INTO life VALUES (5, 'Ed', DATE '2026-01-04')");
      run(session, "OPTIMIZE life");
    }
    // A session of its own has to find it all.
    try (Session session = session(options())) {
      assertThat(rows(session, "SELECT id, name FROM life"))
          .isEqualTo(sorted("[2, Bea]", "[3, Cyd]", "[4, Di]", "[5, Ed]"));
      assertThat(rows(session, "SELECT id, name FROM life VERSION AS OF 2"))
          .isEqualTo(sorted("[1, Ann]", "[2, Bob]", "[3, Cy]"));
      assertThat(rows(session, "SELECT count(*) FROM life WHERE day = DATE '2026-01-04'"))
          .isEqualTo(sorted("[3]"));
      assertThat(rows(session, "SELECT name FROM delta.`" + LAKE + "/life` WHERE id = 4"))
          .isEqualTo(sorted("[Di]"));
      assertThat(rows(session, "SELECT id FROM delta.`" + LAKE.replace("s3:", "s3a:") + "/life`"))
          .hasSize(4);
      assertThat(rows(session, "DESCRIBE HISTORY life")).hasSize(8);
      run(session, "DROP TABLE life");
      assertThat(session.exists("life")).isFalse();
    }
    try (ObjectStore store =
        Stores.open(
            URI.create(LAKE + "/life/"), StoreOptions.of(options()), TestEnvironments.serial())) {
      List<String> left = new ArrayList<>();
      store.listTree("").forEachRemaining((ObjectStatus status) -> left.add(status.key()));
      assertThat(left).isEmpty();
    }
  }

  private static List<String> sorted(String... rows) {
    return Arrays.stream(rows).sorted().toList();
  }

  @Test
  void readsFilesFromABucketToo() {
    try (ObjectStore store =
            Stores.open(
                URI.create(LAKE + "/files/"),
                StoreOptions.of(options()),
                TestEnvironments.serial());
        Session session = session(options())) {
      store.put("in/a.csv", "id,name\n1,Ann\n".getBytes(StandardCharsets.UTF_8));
      store.put("in/b.csv", "id,name\n2,Bob\n".getBytes(StandardCharsets.UTF_8));
      assertThat(rows(session, "SELECT name FROM csv.`" + LAKE + "/files/in`"))
          .isEqualTo(sorted("[Ann]", "[Bob]"));
      assertThat(rows(session, "SELECT name FROM csv.`" + LAKE + "/files/in/b.csv`"))
          .isEqualTo(sorted("[Bob]"));
    }
  }

  /** A session in front of faults inserts while another one inserts undisturbed. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void noCommitIsLostOrDoubledWhateverHappensToItsPut(Fault fault) throws Exception {
    String table = "faults_" + fault.name().toLowerCase(Locale.ROOT);
    int commits = 5;
    try (FaultProxy proxy = new FaultProxy(S3Proxy.shared().endpoint(), 900);
        Session calm = session(options())) {
      run(calm, "CREATE TABLE " + table + " (id INT)");
      Map<String, String> options = S3Proxy.options(proxy.endpoint());
      options.put("s3.timeout-millis", "500");
      ExecutorService other = Executors.newSingleThreadExecutor();
      try (Session troubled = session(options)) {
        Future<?> undisturbed =
            other.submit(
                () -> {
                  for (int i = 0; i < commits; i++) {
                    run(calm, "INSERT INTO %s VALUES (%d)".formatted(table, 100 + i));
                  }
                });
        for (int i = 0; i < commits; i++) {
          proxy.plan("PUT .*/" + table + "/_delta_log/\\d{20}\\.json", fault, fault);
          run(troubled, "INSERT INTO %s VALUES (%d)".formatted(table, i));
        }
        undisturbed.get();
      } finally {
        other.shutdownNow();
      }
    }
    try (Session session = session(options())) {
      List<String> expected =
          IntStream.range(0, commits)
              .boxed()
              .flatMap(i -> Stream.of("[%d]".formatted(i), "[%d]".formatted(100 + i)))
              .sorted()
              .toList();
      assertThat(rows(session, "SELECT id FROM " + table)).isEqualTo(expected);
      assertThat(session.table(table).version()).isEqualTo(2L * commits);
      assertThat(commitIds(table, 2 * commits)).hasSize(2 * commits + 1);
    }
  }

  /** The different ids of the versions up to {@code latest}. */
  private static Set<String> commitIds(String table, int latest) {
    Set<String> ids = new TreeSet<>();
    try (ObjectStore store =
        Stores.open(
            URI.create(LAKE + "/" + table + "/"),
            StoreOptions.of(options()),
            TestEnvironments.serial())) {
      for (int version = 0; version <= latest; version++) {
        String commit =
            new String(
                store.read("_delta_log/%020d.json".formatted(version)), StandardCharsets.UTF_8);
        ids.add(commit.replaceFirst("(?s).*\"txnId\":\"([^\"]+)\".*", "$1"));
      }
    }
    return ids;
  }

  @Test
  void whereNothingIsToldByTheStoreTheOutcomeIsUnknownAndNoFileIsDeleted() throws IOException {
    Map<String, String> away = options();
    try (FaultProxy proxy = new FaultProxy(S3Proxy.shared().endpoint(), 900);
        Session calm = session(options())) {
      run(calm, "CREATE TABLE doubt (id INT)");
      away.put("s3.endpoint", proxy.endpoint().toString());
      away.put("s3.timeout-millis", "500");
      away.put("s3.attempts", "1");
      try (Session troubled = session(away)) {
        assertThat(rows(troubled, "SELECT id FROM doubt")).isEmpty();
        Fault[] lost = new Fault[200];
        Arrays.fill(lost, Fault.ANSWER_LOST);
        proxy.plan("(PUT|GET) .*/doubt/_delta_log/0*1\\.json", lost);
        assertThatThrownBy(() -> run(troubled, "INSERT INTO doubt VALUES (7)"))
            .isInstanceOf(MoraineException.class)
            .hasMessageContaining("Cannot tell whether version 1 of " + LAKE + "/doubt/ was");
      }
      assertThat(rows(calm, "SELECT id FROM doubt")).containsExactly("[7]");
    }
  }

  @Test
  void aPathInALogReachesNoOtherBucketUnlessAllowed() {
    try (ObjectStore secret =
            Stores.open(
                URI.create("s3://" + S3Proxy.BUCKET + "/secret/"),
                StoreOptions.of(options()),
                TestEnvironments.serial());
        ObjectStore log =
            Stores.open(
                URI.create(LAKE + "/hostile/"),
                StoreOptions.of(options()),
                TestEnvironments.serial());
        Session session = session(options())) {
      run(session, "CREATE TABLE hostile (id INT)");
      run(session, "INSERT INTO hostile VALUES (1)");
      String commit =
          new String(log.read("_delta_log/00000000000000000001.json"), StandardCharsets.UTF_8);
      Iterator<ObjectStatus> files = log.listFolder("", "part-");
      secret.put("data.parquet", log.read(files.next().key()));
      log.put(
          "_delta_log/00000000000000000001.json",
          commit
              .replaceAll("\"path\":\"[^\"]+\"", "\"path\":\"s3://tables/secret/data.parquet\"")
              .getBytes(StandardCharsets.UTF_8));
    }
    try (Session session = session(options())) {
      assertThatThrownBy(() -> rows(session, "SELECT id FROM hostile"))
          .isInstanceOf(MoraineException.class)
          .hasMessageContaining("s3://tables/secret/data.parquet")
          .hasMessageContaining("not below the table's folder " + LAKE + "/hostile/");
    }
    try (Session session =
        Session.open(
            TableOptions.defaults()
                .withWarehouse(LAKE)
                .withStoreOptions(options())
                .allowExternalPaths())) {
      assertThat(rows(session, "SELECT id FROM hostile")).containsExactly("[1]");
    }
  }

  @Test
  void noSecretIsInALogOrAnError() {
    Map<String, String> wrong = options();
    wrong.put("s3.secret-key", "wrong-secret-canary");
    try (Session session = session(wrong)) {
      assertThatThrownBy(() -> rows(session, "SELECT * FROM delta.`" + LAKE + "/none`"))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining("access is denied")
          .satisfies(S3SessionTest::tellsNoSecret);
    }
    try (Session session = session(options());
        ObjectStore store =
            Stores.open(
                URI.create(LAKE + "/quiet/"),
                StoreOptions.of(options()),
                TestEnvironments.serial())) {
      run(session, "CREATE TABLE quiet (id INT)");
      run(session, "INSERT INTO quiet VALUES (1)");
      store
          .listTree("_delta_log")
          .forEachRemaining(
              status ->
                  assertThat(new String(store.read(status.key()), StandardCharsets.UTF_8))
                      .doesNotContain(S3Proxy.SECRET_KEY, S3Proxy.ACCESS_KEY));
      assertThat(TableOptions.defaults().withStoreOptions(options()).toString())
          .doesNotContain(S3Proxy.SECRET_KEY, S3Proxy.ACCESS_KEY);
    }
  }

  private static void tellsNoSecret(Throwable error) {
    for (Throwable next = error; next != null; next = next.getCause()) {
      assertThat(next.toString()).doesNotContain("canary", S3Proxy.ACCESS_KEY);
    }
  }
}
