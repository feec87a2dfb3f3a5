package io.moraine.property.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Session;
import io.moraine.core.env.Environment;
import io.moraine.property.fixture.Tables;
import io.moraine.property.fixture.World;
import io.moraine.property.sim.SimDisk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * After each statement the table holds the model's rows, and in the end every version still holds
 * what the model held then. Each statement and each look at the table is a session of its own.
 *
 * <p>{@code -Djqwik.tries.default=10000} runs more sequences. A failure prints the seed, to be put
 * into {@code @Property(seed = "…")}, and the shortest sequence found that fails.
 */
final class TableModelTest {
  private static final List<String> LAYOUTS = List.of("", " PARTITIONED BY (g)");

  @Provide
  Arbitrary<List<Change>> changes() {
    return Changes.lists(12);
  }

  /** Edge cases, of which most are sequences of one statement, would take the place of others. */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void holdsTheRowsOfTheModel(
      @ForAll("changes") List<Change> changes,
      @ForAll @IntRange(min = 1, max = 4) int checkpointInterval,
      @ForAll boolean partitioned) {
    Environment environment = World.seeded(7);
    try (SimDisk disk = SimDisk.open()) {
      execute(
          disk,
          environment,
          "CREATE TABLE t (k INT, g STRING, v BIGINT) USING DELTA%s TBLPROPERTIES ('delta.checkpointInterval' = '%d')"
              .formatted(LAYOUTS.get(partitioned ? 1 : 0), checkpointInterval));
      List<Row> model = List.of();
      Map<Long, List<String>> versions = new TreeMap<>();
      versions.put(0L, texts(model));
      for (Change change : changes) {
        execute(disk, environment, change.sql());
        model = change.apply(model);
        try (Session session = World.session(disk.warehouse(), environment)) {
          assertThat(Tables.rows(session, "SELECT k, g, v FROM t"))
              .as(change.sql())
              .isEqualTo(texts(model));
          long version = Tables.version(session, "t").orElseThrow();
          // A statement that changes nothing may leave no version.
          assertThat(versions.getOrDefault(version, texts(model)))
              .as("version %d after %s", version, change.sql())
              .isEqualTo(texts(model));
          versions.put(version, texts(model));
        }
      }
      try (Session session = World.session(disk.warehouse(), environment)) {
        versions.forEach(
            (version, rows) ->
                assertThat(Tables.rows(session, "SELECT k, g, v FROM t VERSION AS OF " + version))
                    .as("version %d", version)
                    .isEqualTo(rows));
      }
    }
  }

  private static void execute(SimDisk disk, Environment environment, String sql) {
    try (Session session = World.session(disk.warehouse(), environment)) {
      Tables.run(session, sql);
    }
  }

  private static List<String> texts(List<Row> rows) {
    List<String> texts = new ArrayList<>(rows.stream().map(Row::text).toList());
    Collections.sort(texts);
    return texts;
  }
}
