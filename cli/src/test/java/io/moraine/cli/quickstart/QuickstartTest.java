package io.moraine.cli.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Commit;
import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableOptions;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the quickstart once, and looks at what it printed, ran and left. */
class QuickstartTest {
  @TempDir private static Path folder;
  private static final List<String> EXECUTED = new ArrayList<>();
  private static String printed;

  @BeforeAll
  static void runOnce() {
    StringWriter out = new StringWriter();
    Quickstart.run(folder, new PrintWriter(out), 100, EXECUTED::add);
    printed = out.toString();
  }

  private static List<Row> rows(String sql) {
    TableOptions options = TableOptions.defaults().withWarehouse(folder.resolve("lake"));
    try (Session session = Session.open(options);
        Result result = session.sql(sql);
        Stream<Row> rows = result.rows()) {
      return rows.toList();
    }
  }

  private static Table flights() {
    return Table.open(folder.resolve("lake").resolve("flights"));
  }

  @Test
  void flightsAreThoseOfTheFilesWithTheCorrectionsOnTop() throws IOException {
    List<String> corrections =
        Files.readAllLines(folder.resolve("data").resolve(SampleFiles.CORRECTIONS));
    long cancelled = corrections.stream().filter(line -> line.endsWith(",cancelled")).count();
    long late = corrections.stream().filter(line -> line.endsWith(",reported late")).count();
    assertThat(cancelled).isEqualTo(3);
    assertThat(late).isEqualTo(5);

    assertThat(flights().read().count()).isEqualTo(20_000 - cancelled + late);
    for (String line : corrections.subList(1, corrections.size())) {
      List<String> fields = List.of(line.split(","));
      List<Row> found = rows("SELECT * FROM flights WHERE flight_id = " + fields.get(0));
      if (fields.get(6).equals("cancelled")) {
        assertThat(found).as(line).isEmpty();
      } else {
        assertThat(found).as(line).hasSize(1);
        assertThat(found.get(0).intValue("delay_minutes")).hasToString(fields.get(2));
        assertThat(found.get(0).timestamp("departure")).hasToString(fields.get(1));
        assertThat(found.get(0).intValue("month")).isEqualTo(1);
      }
    }
  }

  @Test
  void versionBeforeTheMergeHasAllFlightsAndNoCorrection() {
    List<Commit> history = flights().history();
    Commit merge =
        history.stream().filter(commit -> commit.operation().equals("MERGE")).findFirst().get();

    assertThat(merge.version()).isEqualTo(33);
    assertThat(merge.metrics())
        .containsEntry("numTargetRowsDeleted", "3")
        .containsEntry("numTargetRowsInserted", "5")
        .containsEntry("numTargetRowsUpdated", "40");
    assertThat(flights().snapshot(merge.version() - 1).read().count()).isEqualTo(20_000);
    assertThat(history.get(0).operation()).isEqualTo("OPTIMIZE");
    assertThat(printed)
        .containsPattern("version 32 +\\| +20000")
        .containsPattern("at that time +\\| +20000")
        .containsPattern("now +\\| +20002");
  }

  @Test
  void rowsOfTheFilesAreNotTouchedByAnythingElse() {
    assertThat(
            rows(
                "SELECT count(*) AS n, sum(distance_miles) AS miles FROM flights VERSION AS OF 32"))
        .isEqualTo(
            rows(
                """
                SELECT count(*) AS n, sum(distance_miles) AS miles FROM (
                  SELECT distance_miles FROM csv.`%1$s/flights-2001-01.csv`
                  UNION ALL SELECT distance_miles FROM parquet.`%1$s/flights-2001-02.parquet`
                  UNION ALL SELECT distance_miles FROM csv.`%1$s/flights-2001-03.csv`) AS f"""
                    .formatted(folder.resolve("data"))));
  }

  @Test
  void smallFilesAreJoinedToOneAMonth() {
    assertThat(flights().snapshot(33).fileCount()).isEqualTo(33);
    assertThat(flights().snapshot().fileCount()).isEqualTo(3);
    assertThat(printed)
        .contains("The table has 33 files of")
        .contains("The table has 3 files of")
        .contains("Skipped 2 of 3 files and")
        .contains("Skipped 31 of 33 files and");
  }

  @Test
  void oneOfTwoUpdatesMeetsAConflictAndBothAreThereInTheEnd() {
    assertThat(printed).contains("CONFLICT: Cannot commit version");
    List<Row> rows = rows("SELECT name, city FROM airports WHERE iata = 'LAX'");
    assertThat(rows)
        .extracting(Row::toString)
        .containsExactly("{name=Los Angeles Intl, city=Los Angeles, California}");
    assertThat(rows("SELECT iata FROM airports WHERE iata IN ('AAA', 'BBB')")).hasSize(2);
  }

  @Test
  void statementsPrintedAreThoseThatRan() {
    String plain = printed.lines().map(String::strip).collect(Collectors.joining("\n"));
    List<String> days = EXECUTED.stream().filter(sql -> sql.contains("DATE '2001-03-")).toList();
    assertThat(days).hasSize(31);
    assertThat(EXECUTED.stream().filter(sql -> sql.startsWith("MERGE"))).hasSize(1);
    assertThat(EXECUTED)
        .filteredOn(sql -> !days.contains(sql) || sql.equals(days.get(0)))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            sql ->
                assertThat(plain)
                    .contains(
                        sql.lines().map(String::strip).collect(Collectors.joining("\n")) + ";"));
  }

  @Test
  void partitionColumnComesLastAndTypesAreThoseOfTheData() {
    StructType schema = flights().schema();

    assertThat(schema)
        .hasToString(
            "struct<flight_id integer, departure timestamp, delay_minutes integer,"
                + " distance_miles integer, origin string, destination string, month integer>");
    assertThat(flights().partitionColumns()).containsExactly("month");
  }

  @Test
  void nothingButDataAndTablesIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "lake");
    }
    assertThat(printed.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(20_000);
  }
}
