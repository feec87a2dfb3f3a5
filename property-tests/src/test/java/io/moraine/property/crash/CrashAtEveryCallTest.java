package io.moraine.property.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Session;
import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.property.fixture.Reliability;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import io.moraine.property.sim.Crash;
import io.moraine.property.sim.Fault;
import io.moraine.property.sim.SimDisk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each statement is run once for each call that it makes to the store and each way in which that
 * call can go wrong. A new process then finds the table as it was or as it should be, can read the
 * version before, and can run the statement to its end.
 *
 * <p>Of equal calls in a row, writes to one file most of all, every sixteenth fails; {@code
 * -Dcrash.every=1} has each fail.
 */
final class CrashAtEveryCallTest {
  private static final int EVERY = Integer.getInteger("crash.every", 8);

  private static final String VECTORS = ", 'delta.enableDeletionVectors' = 'true'";

  /** A statement, and the rows of {@code t} that it is run on. */
  private enum Case {
    INSERT(3, "INSERT INTO t VALUES (10, 'a', 100), (11, NULL, NULL)"),
    INSERT_SELECT(3, "INSERT INTO t SELECT k + 100, g, v FROM t"),
    OVERWRITE(3, "INSERT OVERWRITE t SELECT k, g, v + 1 FROM t"),
    UPDATE(3, "UPDATE t SET v = v + 1 WHERE k < 4"),
    DELETE(3, "DELETE FROM t WHERE k = 2 OR g = 'c'"),
    DELETE_WHOLE_FILES(3, "DELETE FROM t WHERE g = 'b'"),
    MERGE(
        3,
        "MERGE INTO t USING (VALUES (1, 'a', 7), (50, 'd', 8)) AS s(k, g, v) ON t.k = s.k"
            + " WHEN MATCHED THEN UPDATE SET v = s.v"
            + " WHEN NOT MATCHED THEN INSERT (k, g, v) VALUES (s.k, s.g, s.v)"),
    OPTIMIZE(3, "OPTIMIZE t"),
    CREATE_TABLE_AS(3, "CREATE TABLE u USING DELTA PARTITIONED BY (g) AS SELECT k, g, v FROM t"),
    CREATE_TABLE(3, "CREATE TABLE u (k INT) USING DELTA"),
    /** Its version is one that gets a checkpoint. */
    CHECKPOINTING_INSERT(5, "INSERT INTO t VALUES (10, 'a', 100)"),
    CHECKPOINTING_UPDATE(5, "UPDATE t SET v = v + 1 WHERE k < 4"),
    /** A checkpoint is where reading begins. */
    AFTER_CHECKPOINT(6, "DELETE FROM t WHERE k = 2"),
    MARKING_DELETE(2, "DELETE FROM t WHERE k = 2", VECTORS),
    /** Of so many rows that the vector needs a file. */
    MARKING_UPDATE(2, "UPDATE t SET v = v + 1 WHERE v % 4 = 0 AND k = 0", VECTORS),
    PURGE(2, "OPTIMIZE t", VECTORS);

    private final int version;
    private final String sql;
    private final String properties;

    Case(int version, String sql) {
      this(version, sql, "");
    }

    Case(int version, String sql, String properties) {
      this.version = version;
      this.sql = sql;
      this.properties = properties;
    }
  }

  /** What can be seen of the tables: of {@code u} too, where a statement makes it. */
  private record State(OptionalLong version, List<String> rows, List<String> created) {}

  private final Environment environment = World.seeded(1);

  @ParameterizedTest
  @EnumSource(Case.class)
  void leavesTheOldOrTheNewTable(Case statement) {
    try (SimDisk prepared = prepared(statement)) {
      State before = state(prepared);
      State after;
      List<String> calls;
      try (SimDisk disk = prepared.copy()) {
        execute(disk, statement);
        calls = disk.calls();
        after = state(disk);
      }
      assertThat(after).isNotEqualTo(before);
      assertThat(calls).anyMatch(call -> call.startsWith("putIfAbsent _delta_log/"));

      int points = 0;
      for (int number : chosen(calls)) {
        String call = calls.get(number - 1);
        for (Fault fault : faultsOf(call)) {
          points++;
          try (SimDisk disk = prepared.copy()) {
            check(disk, statement, number, fault, List.of(before, after));
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(
                "%s, %s at call %d of %d: %s"
                    .formatted(statement, fault, number, calls.size(), call),
                e);
          }
        }
      }
      Reliability.tell(
          "crash.case=%s calls=%d points=%d".formatted(statement, calls.size(), points));
    }
  }

  /** The numbers of the calls to fail: all, but of a long row of equal calls some. */
  private static List<Integer> chosen(List<String> calls) {
    List<Integer> numbers = new ArrayList<>();
    int equal = 0;
    for (int i = 0; i < calls.size(); i++) {
      equal = i > 0 && calls.get(i).equals(calls.get(i - 1)) ? equal + 1 : 0;
      boolean last = i + 1 == calls.size() || !calls.get(i).equals(calls.get(i + 1));
      if (equal % EVERY == 0 || last) {
        numbers.add(i + 1);
      }
    }
    return numbers;
  }

  private static List<Fault> faultsOf(String call) {
    List<Fault> faults = new ArrayList<>(EnumSet.complementOf(EnumSet.of(Fault.NONE)));
    if (!call.startsWith("putIfAbsent")) {
      faults.removeIf(Fault::isForConditionalPut);
    }
    return faults;
  }

  private void check(SimDisk disk, Case statement, int number, Fault fault, List<State> states) {
    disk.plan((call, operation) -> call == number ? fault : Fault.NONE);
    List<State> allowed = outcome(disk, statement, states);
    disk.plan(SimDisk.Plan.NONE);
    State found = state(disk);
    assertThat(found).isIn(allowed);
    requireOldVersion(disk, states.get(0));
    if (found.equals(states.get(0))) {
      execute(disk, statement);
      assertThat(state(disk)).isEqualTo(states.get(1));
    }
  }

  /** Runs the statement, and returns which of the old and the new state its outcome allows. */
  private List<State> outcome(SimDisk disk, Case statement, List<State> states) {
    try {
      execute(disk, statement);
      return states.subList(1, 2);
    } catch (CommitStateUnknownException | Crash e) {
      return states;
    } catch (MoraineException e) {
      assertThat(e).hasMessageContaining("planned fault");
      return states.subList(0, 1);
    }
  }

  private void execute(SimDisk disk, Case statement) {
    try (Session session = World.session(disk.warehouse(), environment)) {
      Tables.run(session, statement.sql);
    }
  }

  private State state(SimDisk disk) {
    try (Session session = World.session(disk.warehouse(), environment)) {
      List<String> created = new ArrayList<>();
      if (Tables.version(session, "u").isPresent()) {
        created.add("u");
        created.addAll(Tables.rows(session, "SELECT * FROM u"));
      }
      return new State(
          Tables.version(session, "t"), Tables.rows(session, "SELECT * FROM t"), created);
    }
  }

  private void requireOldVersion(SimDisk disk, State before) {
    try (Session session = World.session(disk.warehouse(), environment)) {
      String sql = "SELECT * FROM t VERSION AS OF " + before.version().orElseThrow();
      assertThat(Tables.rows(session, sql)).isEqualTo(before.rows());
    }
  }

  /** A disk with {@code t} at the statement's version; every third version has a checkpoint. */
  private SimDisk prepared(Case statement) {
    SimDisk disk = SimDisk.open();
    try (Session session = World.session(disk.warehouse(), environment)) {
      Tables.run(
          session,
          "CREATE TABLE t (k INT, g STRING, v BIGINT) USING DELTA PARTITIONED BY (g)"
              + " TBLPROPERTIES ('delta.checkpointInterval' = '3'%s)"
                  .formatted(statement.properties));
      for (int i = 1; i <= statement.version; i++) {
        Tables.run(
            session,
            "INSERT INTO t VALUES (%d, 'a', %d), (%d, 'a', %d), (%d, '%s', %d)"
                .formatted(i, i * 10, i + 20, i, i + 40, i % 2 == 0 ? "b" : "c", i * 20));
      }
      if (!statement.properties.isEmpty()) {
        Tables.run(session, "INSERT INTO t SELECT 0, 'a', id FROM range(1500)");
        Tables.run(session, "DELETE FROM t WHERE v % 9 = 0");
      }
    }
    return disk;
  }
}
