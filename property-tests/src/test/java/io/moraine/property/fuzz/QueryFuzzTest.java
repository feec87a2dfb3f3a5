package io.moraine.property.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Session;
import io.moraine.TableOptions;
import io.moraine.property.fixture.Reliability;
import io.moraine.property.fixture.World;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random queries of random tables give DuckDB's rows, by one thread and by several with little
 * memory; conditions mean the same wherever they stand; and changes leave DuckDB's rows. {@code
 * -Dfuzz.queries=N} asks more; {@code -Dfuzz.seed=N} makes the tables and queries of one seed
 * again.
 */
class QueryFuzzTest {
  private static final int QUERIES_OF_A_SEED = 40;
  private static final int CHANGES_OF_A_TABLE = 4;
  private static final long LITTLE_MEMORY = 4 << 20;

  @TempDir Path folder;

  private final List<String> problems = new ArrayList<>();
  private int compared;
  private int refused;
  private int limits;
  private int conditions;
  private int changes;

  @Test
  void randomQueriesOfRandomTablesGiveTheRowsOfDuckDb() throws SQLException {
    long only = Long.getLong("fuzz.seed", -1);
    int queries = Integer.getInteger("fuzz.queries", 800);
    int seeds = only < 0 ? (queries + QUERIES_OF_A_SEED - 1) / QUERIES_OF_A_SEED : 1;
    for (long seed = Math.max(0, only); seed < Math.max(0, only) + seeds; seed++) {
      ask(seed);
    }
    Reliability.tell(
        "fuzz.queries=%d fuzz.compared=%d fuzz.refused=%d fuzz.limits=%d fuzz.conditions=%d fuzz.changes=%d fuzz.problems=%d"
            .formatted(
                seeds * QUERIES_OF_A_SEED,
                compared,
                refused,
                limits,
                conditions,
                changes,
                problems.size()));
    assertThat(problems).isEmpty();
    assertThat(compared).isGreaterThan(seeds * QUERIES_OF_A_SEED / 2);
    assertThat(conditions).isPositive();
  }

  private void ask(long seed) throws SQLException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    String warehouse = folder.resolve("seed" + seed).toUri().toString().replaceAll("/?$", "/");
    TableOptions crowded =
        new TableOptions(World.threads(4), Optional.of(warehouse)).withMemory(LITTLE_MEMORY);
    try (Session session = World.session(URI.create(warehouse), World.seeded(seed));
        Session other = Session.open(crowded);
        Rivals rivals = new Rivals(session, other)) {
      List<FuzzTable> tables = new ArrayList<>();
      for (int i = 0; i < 2 + random.nextInt(2); i++) {
        FuzzTable table = FuzzTable.random("t" + i, random);
        tables.add(table);
        rivals.create(table);
      }
      Queries queries = new Queries(random, tables);
      for (int i = 0; i < QUERIES_OF_A_SEED; i++) {
        if (i % 4 == 3) {
          condition(seed, rivals, queries.filtered());
        } else {
          compare(seed, rivals, queries.query());
        }
      }
      for (FuzzTable table : tables) {
        change(seed, rivals, table, new TableChanges(random, table, 100_000));
      }
    }
  }

  private void change(long seed, Rivals rivals, FuzzTable table, TableChanges draws)
      throws SQLException {
    String rows = "SELECT * FROM " + table.name();
    Answer before = rivals.ours(rows);
    long version = rivals.version(table.name());
    for (int i = 0; i < CHANGES_OF_A_TABLE; i++) {
      Term change = draws.change();
      if (!rivals.change(change)) {
        limits++;
        return;
      }
      changes++;
      hold(seed, change.ours(), rivals.ours(rows), rivals.theirs(rows));
    }
    hold(seed, "as before", rivals.ours(rows + " VERSION AS OF " + version), before);
  }

  private void compare(long seed, Rivals rivals, Term query) {
    Answer theirs = rivals.theirs(query.theirs());
    Answer ours = rivals.ours(query.ours());
    if (ours.isArithmetic() || theirs.isArithmetic()) {
      limits++;
    } else if (theirs.isRefused()) {
      // DuckDB does not know each correlated subquery.
      refused++;
    } else {
      compared++;
      hold(seed, query.ours(), ours, theirs);
      hold(seed, "with threads: " + query.ours(), rivals.others(query.ours()), theirs);
    }
  }

  /** As NoREC and TLP have it: a filter, a value and a partition of the rows must agree. */
  private void condition(long seed, Rivals rivals, Queries.Filtered filtered) {
    String from = filtered.from().ours();
    String condition = filtered.condition().ours();
    Answer all = rivals.ours("SELECT count(*) FROM " + from);
    String values =
        "SELECT count(CASE WHEN p THEN 1 END), count(CASE WHEN NOT p THEN 1 END), count(CASE WHEN p IS NULL THEN 1 END), count(*) FROM (SELECT %s AS p FROM %s)"
            .formatted(condition, from);
    String filters =
        "SELECT (SELECT count(*) FROM %1$s WHERE %2$s), (SELECT count(*) FROM %1$s WHERE NOT %2$s), (SELECT count(*) FROM %1$s WHERE %2$s IS NULL), (SELECT count(*) FROM %1$s)"
            .formatted(from, condition);
    Answer asValues = rivals.ours(values);
    Answer asFilters = rivals.ours(filters);
    if (all.isArithmetic() || asValues.isArithmetic() || asFilters.isArithmetic()) {
      limits++;
      return;
    }
    conditions++;
    hold(seed, filters, asFilters, asValues);
  }

  private void hold(long seed, String sql, Answer ours, Answer expected) {
    if (!ours.equals(expected)) {
      problems.add(
          "seed %d: %s%n  expected %s%n  but got  %s"
              .formatted(seed, sql, shown(expected, ours), shown(ours, expected)));
    }
  }

  /** The rows that the other has not. */
  private static String shown(Answer answer, Answer other) {
    if (answer.isRefused()) {
      return answer.refusal();
    }
    List<String> left = new ArrayList<>(answer.rows());
    other.rows().forEach(left::remove);
    return "%d rows, of them %s"
        .formatted(answer.rows().size(), left.subList(0, Math.min(3, left.size())));
  }
}
