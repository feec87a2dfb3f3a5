package io.moraine.property.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.DataFile;
import io.moraine.Session;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import io.moraine.property.model.Change;
import io.moraine.property.model.Row;
import io.moraine.property.sim.SimDisk;
import io.moraine.property.simulation.History.Look;
import io.moraine.property.simulation.History.Statement;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is on the disk, what the processes were told and what they saw can all be true of
 * statements that ran one after the other.
 */
final class Verdict {
  private final SimDisk disk;
  private final Scenario scenario;
  private final History history;
  private final CommitLog log;
  private final Map<String, Statement> byId = new HashMap<>();

  /** By version: the statement that made it; null for the one that made the table. */
  private final List<@Nullable Statement> makers = new ArrayList<>();

  private final List<List<Row>> states;

  Verdict(SimDisk disk, Scenario scenario, History history) {
    this.disk = disk;
    this.scenario = scenario;
    this.history = history;
    this.log = CommitLog.of(disk);
    history
        .statements()
        .forEach(statement -> statement.ids().forEach(id -> byId.put(id, statement)));
    log.versions().forEach(version -> makers.add(byId.get(version.transaction())));
    this.states = new SerialOrder(log, makers).states();
  }

  /** Throws an {@link AssertionError} if not, with the history in it. */
  void require() {
    try {
      requireOutcomes();
      requireVersions();
      requireLooks();
      requireTable();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("%s%n%s%n%s".formatted(e.getMessage(), scenario, told()), e);
    }
  }

  private String told() {
    StringBuilder text = new StringBuilder();
    for (int version = 0; version < log.versions().size(); version++) {
      Map<?, ?> info = log.versions().get(version).info();
      Statement maker = makers.get(version);
      text.append(
          "version %d after %s, %s, by %s: %s%n"
              .formatted(
                  version,
                  info.get("readVersion"),
                  info.get("isolationLevel"),
                  maker == null ? "nobody" : maker.process() + ", told " + maker.outcome(),
                  maker == null ? info.get("operation") : maker.change()));
    }
    return text.toString();
  }

  /** What was done is there once, what was rejected is not. */
  private void requireOutcomes() {
    Map<Statement, List<Integer>> made = new HashMap<>();
    for (int version = 1; version < makers.size(); version++) {
      assertThat(makers.get(version)).as("who made version %d", version).isNotNull();
      made.computeIfAbsent(makers.get(version), s -> new ArrayList<>()).add(version);
    }
    for (Statement statement : history.statements()) {
      List<Integer> versions = made.getOrDefault(statement, List.of());
      String title = "%s in doubt no more: %s".formatted(statement, versions);
      switch (statement.outcome()) {
        case REJECTED -> assertThat(versions).as(title).isEmpty();
        case UNKNOWN -> assertThat(versions).as(title).hasSizeLessThan(2);
        case DONE -> {
          if (statement.version().isPresent()) {
            assertThat(versions).as(title).containsExactly((int) statement.version().getAsLong());
            assertThat(statement.version().getAsLong())
                .as(title)
                .isBetween(statement.before() + 1, statement.after());
          } else {
            requireIdle(statement, versions);
          }
        }
      }
    }
  }

  /** A statement that made no version, or does not tell which, changed no row. */
  private void requireIdle(Statement statement, List<Integer> versions) {
    boolean idle = !versions.isEmpty();
    for (long version = statement.before(); version <= statement.after(); version++) {
      List<Row> rows = states.get((int) version);
      idle |= Rows.texts(statement.change().apply(rows)).equals(Rows.texts(rows));
    }
    assertThat(idle).as("nothing to do for %s", statement).isTrue();
  }

  /** Every version is whole, and as the model and the log's text have it. */
  private void requireVersions() {
    String last = CommitLog.key(log.versions().size() - 1);
    assertThat(disk.keys("t/").stream().filter(key -> key.matches("_delta_log/\\d+\\.json")))
        .as("versions, one after the other")
        .hasSize(log.versions().size())
        .contains(last);
    try (Session session = session()) {
      for (int version = 0; version < log.versions().size(); version++) {
        String title = "version %d, by %s".formatted(version, makers.get(version));
        List<String> rows = Rows.texts(states.get(version));
        assertThat(log.versions().get(version).rows()).as(title).isEqualTo(rows.size());
        assertThat(Tables.rows(session, "SELECT k, g, v FROM t VERSION AS OF " + version))
            .as(title)
            .isEqualTo(rows);
        assertThat(files(session, version)).as(title).isEqualTo(files(version));
      }
    }
  }

  private static List<String> files(Session session, int version) {
    return session.table("t").snapshot(version).files().stream()
        .map(file -> file.path() + " " + file.sizeBytes())
        .sorted()
        .toList();
  }

  private List<String> files(int version) {
    return log.versions().get(version).files().entrySet().stream()
        .map(entry -> entry.getKey().split(" ", -1)[0] + " " + entry.getValue())
        .sorted()
        .toList();
  }

  /**
   * Who looked saw some version that was the newest one meanwhile, and never an older one after.
   */
  private void requireLooks() {
    Map<String, Long> seen = new HashMap<>();
    for (Look look : history.looks()) {
      long first = Math.max(look.before(), seen.getOrDefault(look.process(), 0L));
      long version = first;
      while (version <= look.after()
          && !Rows.texts(states.get((int) version)).equals(look.rows())) {
        version++;
      }
      assertThat(version)
          .as("the rows of a version from %d on: %s", first, look)
          .isLessThanOrEqualTo(look.after());
      seen.put(look.process(), version);
    }
  }

  /** What else must hold of the table in the end. */
  private void requireTable() {
    int newest = states.size() - 1;
    try (Session session = session()) {
      for (DataFile file : session.table("t").snapshot(newest).files()) {
        assertThat(disk.content("t/", URI.create(file.path()).getPath()).length)
            .as(file.path())
            .isEqualTo(file.sizeBytes());
      }
      for (int key = 0; key < 12; key += 3) {
        int bound = key;
        assertThat(Tables.rows(session, "SELECT k, g, v FROM t WHERE k >= " + bound))
            .as("rows from key %d on", bound)
            .isEqualTo(
                Rows.texts(
                    states.get(newest).stream()
                        .filter(row -> row.k() != null && row.k() >= bound)
                        .toList()));
      }
      requireFigures(session, states.get(newest));
      if (scenario.has("delta.enableRowTracking")) {
        assertThat(
                Tables.rows(session, "SELECT count(*) - count(DISTINCT _metadata.row_id) FROM t"))
            .containsExactly("[0]");
      }
      if (scenario.has("delta.enableChangeDataFeed")) {
        requireFeed(session, newest);
      }
      // The table is still one that takes changes.
      Tables.run(session, "INSERT INTO t VALUES (1, 'a', 1)");
    }
    if (scenario.has("delta.enableInCommitTimestamps")) {
      List<Long> times =
          log.versions().stream().map(v -> (Long) v.info().get("inCommitTimestamp")).toList();
      assertThat(times).isSorted().doesNotHaveDuplicates();
    }
  }

  /** What the log's statistics answer. */
  private static void requireFigures(Session session, List<Row> rows) {
    List<Integer> keys = rows.stream().map(Row::k).filter(Objects::nonNull).toList();
    List<Long> values = rows.stream().map(Row::v).filter(Objects::nonNull).toList();
    assertThat(Tables.rows(session, "SELECT count(*), min(k), max(k), min(v), max(v) FROM t"))
        .containsExactly(
            Arrays.asList(
                    (long) rows.size(),
                    keys.isEmpty() ? null : Collections.min(keys),
                    keys.isEmpty() ? null : Collections.max(keys),
                    values.isEmpty() ? null : Collections.min(values),
                    values.isEmpty() ? null : Collections.max(values))
                .toString());
  }

  /** The changes of each version lead from the rows before it to its own. */
  private void requireFeed(Session session, int newest) {
    Map<Integer, List<String>> changes = new TreeMap<>();
    Map<Integer, List<String>> gone = new TreeMap<>();
    Map<Integer, Set<String>> types = new TreeMap<>();
    for (String row :
        Tables.rows(
            session,
            "SELECT _commit_version, _change_type, k, g, v FROM table_changes('t', 0, %d)"
                .formatted(newest))) {
      String[] parts = row.substring(1, row.length() - 1).split(", ", 3);
      types.computeIfAbsent(Integer.valueOf(parts[0]), v -> new TreeSet<>()).add(parts[1]);
      boolean leaves = parts[1].equals("delete") || parts[1].equals("update_preimage");
      (leaves ? gone : changes)
          .computeIfAbsent(Integer.valueOf(parts[0]), v -> new ArrayList<>())
          .add("[" + parts[2] + "]");
    }
    for (int version = 1; version <= newest; version++) {
      Statement maker = makers.get(version);
      if (maker != null && maker.change() instanceof Change.Update && types.containsKey(version)) {
        assertThat(types.get(version))
            .as("kinds of changes of version %d, by %s", version, maker)
            .containsExactly("update_postimage", "update_preimage");
      }
      List<String> rows = new ArrayList<>(Rows.texts(states.get(version - 1)));
      rows.addAll(changes.getOrDefault(version, List.of()));
      gone.getOrDefault(version, List.of()).forEach(rows::remove);
      rows.sort(null);
      assertThat(rows)
          .as("changes of version %d, by %s", version, makers.get(version))
          .isEqualTo(Rows.texts(states.get(version)));
    }
  }

  private Session session() {
    return World.session(disk.warehouse(), World.seeded(1));
  }
}
