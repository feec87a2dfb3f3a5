package io.moraine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.env.Environment;
import io.moraine.core.error.MoraineException;
import io.moraine.core.type.StructType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Advice on tables, and why queries read files. */
class AdviceTest {
  private static final StructType SCHEMA =
      Schemas.ofSql("a INT, b STRING, part STRING, s STRUCT<x: INT>");

  @TempDir private Path folder;

  /** Files with a from 0 to 9, 10 to 19 and so on, each with a partition of its own. */
  private Table table() {
    Table table =
        Table.create(folder.resolve("why")).schema(SCHEMA).partitionedBy("part").execute();
    for (int file = 0; file < 4; file++) {
      Rows rows = Rows.of(Schemas.ofSql("a INT, b STRING, part STRING"));
      for (int i = 0; i < 10; i++) {
        rows.add(file * 10 + i, file == 1 ? null : "b" + i, file == 3 ? null : "p" + file);
      }
      table.append(rows);
    }
    return table;
  }

  private static List<String> reasons(Table table, String condition) {
    return table.why(condition).files().stream()
        .map(file -> file.reason() + ": " + file.because())
        .toList();
  }

  @Test
  void eachFileTellsWhichPartOfTheConditionLeavesItOut() {
    Table table = table();
    assertThat(reasons(table, "part IN ('p0', 'p1', 'p2') AND a > 4 AND b IS NOT NULL AND a < 20"))
        .containsExactly(
            "MAY_MATCH: (part IN ('p0', 'p1', 'p2')) holds for every row: part is 'p0';"
                + " (a > 4) may hold: a is 0 to 9; (b IS NOT NULL) holds for every row: b is 'b0'"
                + " to 'b9'; (a < 20) holds for every row: a is 0 to 9",
            "NULL_COUNT: (b IS NOT NULL) holds for no row: b is null",
            "BOUNDS: (a < 20) holds for no row: a is 20 to 29",
            "PARTITION_VALUE: (part IN ('p0', 'p1', 'p2')) holds for no row: part is null");
    assertThat(table.why("a > 4 AND a < 20").countsByReason())
        .containsExactly(
            Map.entry("ALL_MATCH", 1L), Map.entry("BOUNDS", 2L), Map.entry("MAY_MATCH", 1L));
    assertThat(reasons(table, "s.x = 1"))
        .allMatch("NULL_COUNT: (s.x = 1) holds for no row: s.x is null"::equals);
    assertThat(reasons(table, "1 = 2").get(0)).startsWith("NEVER_TRUE: ");
    assertThat(reasons(table, "true")).containsOnly("ALL_MATCH: there is no condition");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = 12",
        "a > 15 OR part = 'p0'",
        "NOT (a > 15)",
        "a + 1 > 35",
        "b = 'b3' AND part IS NULL",
        "b IS NULL",
        "upper(part) = 'P1'",
        "part LIKE 'p%' AND a <> 3",
        "a BETWEEN 9 AND 10",
        "length(b) = 2 AND a IN (1, 39)",
        "part <=> NULL"
      })
  void theFilesReadAreThoseThatAQueryReads(String condition) {
    Table table = table();
    try (Result result =
        table.session().sql("SELECT b, a FROM %s WHERE %s".formatted(table.sqlName(), condition))) {
      assertThat(result.scans()).containsExactly(table.why(condition).summary());
    }
  }

  @Test
  void aConditionThatIsNoneIsRefused() {
    Table table = table();
    assertThatThrownBy(() -> table.why("a + 1"))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("WHERE needs a boolean, found (a + 1) of type INT");
    assertThatThrownBy(() -> table.why("missing = 1"))
        .isInstanceOf(MoraineException.class)
        .hasMessageContaining("missing");
  }

  @Test
  void filesThatLeftLongAgoAreToldOfUntilTheyAreGone() {
    Path path = folder.resolve("left");
    Table table = Table.create(path).schema(SCHEMA).execute();
    Rows rows = Rows.of(Schemas.ofSql("a INT")).add(1);
    table.append(rows);
    table.overwrite(Rows.of(Schemas.ofSql("a INT")).add(2));
    assertThat(table.doctor()).isEmpty();

    Environment now = SystemEnvironment.shared();
    Environment later =
        new Environment(
            Clock.offset(now.clock(), Duration.ofDays(8)),
            now.ids(),
            now.random(),
            now.sleeper(),
            now.executor(),
            now.parallelism());
    Table then = Table.open(path.toString(), TableOptions.defaults().withEnvironment(later));
    assertThat(then.doctor())
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.subject()).isEqualTo("TOMBSTONES");
              assertThat(advice.problem())
                  .startsWith("1 files of ")
                  .endsWith(" left the table longer ago than they have to stay");
              assertThat(advice.command().orElseThrow())
                  .isEqualTo("moraine vacuum %1$s && moraine checkpoint %1$s".formatted(path));
            });
    assertThat(then.vacuum().execute().removedFiles()).isEqualTo(1);
    assertThat(then.checkpoint()).isEqualTo(then.refresh().version());
    assertThat(then.doctor()).isEmpty();
  }
}
