package io.moraine.cli.quickstart;

import static io.moraine.cli.quickstart.SampleFiles.AIRPORTS;
import static io.moraine.cli.quickstart.SampleFiles.CORRECTIONS;
import static io.moraine.cli.quickstart.SampleFiles.FEBRUARY;
import static io.moraine.cli.quickstart.SampleFiles.JANUARY;
import static io.moraine.cli.quickstart.SampleFiles.MARCH;

import io.moraine.Commit;
import io.moraine.Result;
import io.moraine.Rows;
import io.moraine.ScanSummary;
import io.moraine.Session;
import io.moraine.Table;
import io.moraine.TableOptions;
import io.moraine.TableSnapshot;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The main job on real data: create, append, merge, travel in time, race, optimize, query. Leaves a
 * folder with the files it read, and a warehouse of two tables.
 */
public final class Quickstart {
  private static final int DAYS_OF_MARCH = 31;
  private static final int MOST_RACES = 50;

  private final Path folder;
  private final Path data;
  private final Path warehouse;
  private final Narrator narrator;

  private Quickstart(Path folder, Narrator narrator) {
    this.folder = folder;
    this.data = folder.resolve("data");
    this.warehouse = folder.resolve("lake");
    this.narrator = narrator;
  }

  /**
   * Runs all steps in {@code folder}, which is empty or not there.
   *
   * @param width how long lines of results may be
   * @param executed gets each statement that was run
   */
  public static void run(Path folder, PrintWriter out, int width, Consumer<String> executed) {
    TableOptions options = TableOptions.defaults().withWarehouse(folder.resolve("lake"));
    try (Session session = Session.open(options)) {
      new Quickstart(folder, new Narrator(session, out, width, executed)).run();
    }
  }

  private void run() {
    SampleFiles.copyTo(data);
    narrator.say(
        "Moraine keeps tables in folders of Parquet files with a Delta Lake log. This runs its main",
        "job on 20,000 flights of early 2001; the files are in %s.".formatted(data));
    create();
    appendDays();
    long beforeMerge = table("flights").version();
    merge();
    history();
    travel(beforeMerge);
    race();
    long beforeOptimize = table("flights").version();
    optimize();
    query();
    skip(beforeOptimize);
    leave();
  }

  private Table table(String name) {
    return narrator.session().table(name);
  }

  private String file(String format, String name) {
    return "%s.`%s`".formatted(format, data.resolve(name));
  }

  private void create() {
    narrator.step(
        "Create a table",
        "January is a CSV file, February a Parquet file; each month becomes a partition.");
    narrator.command(
        """
        CREATE TABLE flights PARTITIONED BY (month)
        AS SELECT *, month(departure) AS month FROM %s"""
            .formatted(file("csv", JANUARY)));
    narrator.sql(
        """
        INSERT INTO flights
        SELECT *, month(departure) AS month FROM %s"""
            .formatted(file("parquet", FEBRUARY)));
    narrator.command("CREATE TABLE airports AS SELECT * FROM " + file("csv", AIRPORTS));
    narrator.sql("SELECT month, count(*) AS flights FROM flights GROUP BY month ORDER BY month");
  }

  private void appendDays() {
    narrator.step(
        "Append", "March comes in day by day, as data do: a small file and a new version each.");
    narrator.sql(day(1));
    for (int day = 2; day <= DAYS_OF_MARCH; day++) {
      narrator.repeat(day(day));
    }
    narrator.say(
        "", "and so on to March %d. Every 10th version got a checkpoint.".formatted(DAYS_OF_MARCH));
    narrator.sql("SELECT count(*) AS flights FROM flights");
    narrator.say("", files());
  }

  private String day(int day) {
    return """
        INSERT INTO flights
        SELECT *, month(departure) AS month FROM %s
        WHERE CAST(departure AS DATE) = DATE '2001-03-%02d'"""
        .formatted(file("csv", MARCH), day);
  }

  private String files() {
    TableSnapshot snapshot = table("flights").snapshot();
    return "The table has %,d files of %,d bytes at version %d."
        .formatted(snapshot.fileCount(), snapshot.sizeBytes(), snapshot.version());
  }

  private void merge() {
    narrator.step(
        "Merge a day's corrections",
        "Cancelled flights go, corrected ones get their delay, those reported late come in: one",
        "statement, one version. Only the partition of January is read.");
    narrator.sql(
        """
        MERGE INTO flights AS f
        USING %s AS c
        ON f.flight_id = c.flight_id AND f.month = 1
        WHEN MATCHED AND c.status = 'cancelled' THEN DELETE
        WHEN MATCHED THEN UPDATE SET delay_minutes = c.delay_minutes
        WHEN NOT MATCHED THEN INSERT
          (flight_id, departure, delay_minutes, distance_miles, origin, destination, month)
          VALUES (c.flight_id, c.departure, c.delay_minutes, c.distance_miles, c.origin,
            c.destination, month(c.departure))"""
            .formatted(file("csv", CORRECTIONS)));
  }

  private void history() {
    narrator.step("History", "Each version says what was done; these are the newest three.");
    narrator.show("List<Commit> history = session.table(\"flights\").history();");
    List<Commit> newest = table("flights").history().subList(0, 3);
    Rows rows =
        Rows.of(
            StructField.of("version", Primitive.LONG),
            StructField.of("timestamp", Primitive.TIMESTAMP),
            StructField.of("operation", Primitive.STRING),
            StructField.of("inserted", Primitive.LONG),
            StructField.of("updated", Primitive.LONG),
            StructField.of("deleted", Primitive.LONG));
    for (Commit commit : newest) {
      Map<String, String> metrics = commit.metrics();
      boolean merge = commit.operation().equals("MERGE");
      rows.add(
          commit.version(),
          commit.timestamp(),
          commit.operation(),
          Long.valueOf(metrics.get(merge ? "numTargetRowsInserted" : "numOutputRows")),
          Long.valueOf(metrics.getOrDefault("numTargetRowsUpdated", "0")),
          Long.valueOf(metrics.getOrDefault("numTargetRowsDeleted", "0")));
    }
    narrator.print(rows);
  }

  private void travel(long version) {
    narrator.step(
        "Travel in time",
        "Older versions stay readable, by number and by time: here, just before the merge.");
    String select =
        "SELECT '%s' AS state, count(*) AS flights, sum(delay_minutes) AS delay_minutes";
    narrator.sql(
        (select
                + "\nFROM flights VERSION AS OF %d\nUNION ALL\n"
                + select
                + "\nFROM flights TIMESTAMP AS OF '%s'\nUNION ALL\n"
                + select
                + "\nFROM flights")
            .formatted(
                "version " + version,
                version,
                "at that time",
                table("flights").snapshot(version).timestamp(),
                "now"));
  }

  private void race() {
    narrator.step(
        "Two writers at once",
        "Each writer has a thread and a session of its own. Two appends never stand against each",
        "other: the second to come takes the next version.");
    Race race = new Race(warehouse);
    race(
        race,
        "INSERT INTO airports VALUES ('AAA', 'Anaa', 'Anaa', NULL)",
        "INSERT INTO airports VALUES ('BBB', 'Benson Municipal', 'Benson', 'MN')");
    narrator.say("", "Two updates of the same row do: the first to commit wins.");
    String first = "UPDATE airports SET city = 'Los Angeles, California' WHERE iata = 'LAX'";
    String second = "UPDATE airports SET name = 'Los Angeles Intl' WHERE iata = 'LAX'";
    narrator.show(writers(first, second));
    List<Race.Outcome> outcomes = race.run(first, second);
    int races = 1;
    while (outcomes.stream().allMatch(o -> o.conflict().isEmpty()) && races < MOST_RACES) {
      // One was done before the other began; then there is nothing to see.
      outcomes = race.run(first, second);
      races++;
    }
    narrator.outcomes(outcomes);
    for (Race.Outcome outcome : outcomes) {
      if (outcome.conflict().isPresent()) {
        narrator.say(
            "",
            "Nothing of it is in the table. Writer %s runs its statement again, on what is there now:"
                .formatted(outcome.writer()));
        narrator.command(outcome.statement());
      }
    }
    narrator.sql("SELECT * FROM airports WHERE iata IN ('AAA', 'BBB', 'LAX') ORDER BY iata");
  }

  private void race(Race race, String first, String second) {
    narrator.show(writers(first, second));
    narrator.outcomes(race.run(first, second));
  }

  private static String writers(String first, String second) {
    return "A: %s;%nB: %s;".formatted(first, second);
  }

  private void optimize() {
    narrator.step("Join the small files", files());
    narrator.sql("OPTIMIZE flights");
    narrator.say("", files());
  }

  private void query() {
    narrator.step("Query", "Where do flights leave late?");
    narrator.sql(
        """
        SELECT a.city, count(*) AS flights, round(avg(f.delay_minutes), 1) AS mean_delay
        FROM flights AS f JOIN airports AS a ON a.iata = f.origin
        GROUP BY a.city
        HAVING count(*) >= 200
        ORDER BY mean_delay DESC
        LIMIT 5""");
  }

  private void skip(long beforeOptimize) {
    narrator.step(
        "Read only what is needed",
        "The log knows each file's partition, smallest and largest values; files that cannot have",
        "a wanted row are not opened.");
    String query =
        """
        SELECT count(*) AS flights FROM flights%s
        WHERE month = 3 AND departure >= TIMESTAMP '2001-03-30 00:00:00'""";
    tellScan(narrator.query(query.formatted("")));
    narrator.say("", "With the daily files of before, statistics alone tell the days apart:");
    tellScan(narrator.query(query.formatted(" VERSION AS OF " + beforeOptimize)));
  }

  private void tellScan(Result result) {
    for (ScanSummary scan : result.scans()) {
      narrator.say(
          "Skipped %,d of %,d files and %,d of %,d bytes."
              .formatted(
                  scan.skippedFiles(), scan.totalFiles(), scan.skippedBytes(), scan.totalBytes()));
    }
  }

  private void leave() {
    Path table = warehouse.resolve("flights").toAbsolutePath().normalize();
    narrator.step("What is left", "The tables are in %s. Go on with them:".formatted(warehouse));
    narrator.show(
        """
        ./moraine sql --warehouse %s "SELECT origin, count(*) FROM flights GROUP BY origin"
        ./moraine history %s"""
            .formatted(warehouse, warehouse.resolve("flights")));
    narrator.say("Others read them too, because they are Delta Lake tables:");
    narrator.show(
        """
        Spark      spark.read.format("delta").load("%s")
        DuckDB     SELECT * FROM delta_scan('%s')
        delta-rs   DeltaTable("%s").to_pandas()"""
            .formatted(table, table, table));
    narrator.say("To start over: ./moraine quickstart %s --overwrite".formatted(folder));
  }
}
