package io.moraine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.Advice;
import io.moraine.Rows;
import io.moraine.Schemas;
import io.moraine.Table;
import io.moraine.core.type.StructType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of neglected tables, until the commands that it names were run. */
class DoctorTest {
  private static final StructType SCHEMA = Schemas.ofSql("id BIGINT, part STRING");

  @TempDir private Path folder;

  private String run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    assertThat(status).as(String.join(" ", args) + ": " + err).isZero();
    return out.toString();
  }

  /** Runs a line as a shell would that knows words in single quotes, and {@code &&}. */
  private void runLine(String line) {
    for (String command : line.split(" && ", -1)) {
      List<String> words = new ArrayList<>();
      Matcher word = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
      while (word.find()) {
        words.add(word.group(1) == null ? word.group(2) : word.group(1));
      }
      assertThat(words.remove(0)).isEqualTo("moraine");
      run(words.toArray(String[]::new));
    }
  }

  private static List<Advice> advice(Path table) {
    return Table.open(table).doctor();
  }

  /** Advice that asks for something. */
  private static List<String> subjects(Path table) {
    return advice(table).stream()
        .filter(advice -> !advice.severity().equals("NOTE"))
        .map(advice -> advice.severity() + " " + advice.subject())
        .toList();
  }

  /** Runs what is named until nothing is, and no more often than {@code rounds}. */
  private void mend(Path table, int rounds) {
    long rows = Table.open(table).read().count();
    for (int i = 0; i < rounds; i++) {
      advice(table).forEach(advice -> advice.command().ifPresent(this::runLine));
    }
    assertThat(subjects(table)).isEmpty();
    assertThat(Table.open(table).read().count()).isEqualTo(rows);
  }

  private static Rows rows(int from, int to, int parts) {
    Rows rows = Rows.of(SCHEMA);
    for (int i = from; i < to; i++) {
      rows.add((long) i, "p" + i % parts);
    }
    return rows;
  }

  /** Rows whose numbers are in no order, so that they take room. */
  private static Rows scattered(int count) {
    Rows rows = Rows.of(SCHEMA);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < count; i++) {
      rows.add(random.nextLong(1L << 40), "p" + i % 7);
    }
    return rows;
  }

  @Test
  void aNeglectedTableIsInOrderAfterTheCommands() {
    Path plain = folder.resolve("neglected");
    Table table =
        Table.create(plain)
            .schema(SCHEMA)
            .property("delta.enableDeletionVectors", "true")
            .property("delta.deletedFileRetentionDuration", "interval 2 hours")
            .property("delta.checkpointInterval", "1000")
            .execute();
    for (int i = 0; i < 55; i++) {
      table.append(rows(i * 10, i * 10 + 10, 3));
    }
    table.delete("id % 10 < 4");

    assertThat(subjects(plain))
        .containsExactly(
            "HIGH DELETED_ROWS", "HIGH SHORT_RETENTION", "MEDIUM SMALL_FILES", "LOW LONG_LOG");
    assertThat(run("doctor", plain.toString()).lines())
        .contains(
            "HIGH   DELETED_ROWS: 220 rows, 40 % of those in files, are deleted and still read, in"
                + " 55 files",
            "       moraine optimize %s --purge".formatted(plain),
            "MEDIUM SMALL_FILES: 55 of 55 files are smaller than half of the 128.0 MiB that files"
                + " should have; there could be 54 files fewer",
            "LOW    LONG_LOG: whoever opens the table reads 57 commits, as many as there are since"
                + " the last checkpoint; delta.checkpointInterval is 1,000");
    assertThat(run("doctor", plain.toString(), "--format", "json").lines())
        .hasSize(4)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "\"subject\":\"SMALL_FILES\"",
                        "\"figures\":{\"smallFiles\":55,\"files\":55,\"excessFiles\":54,"
                            + "\"targetBytes\":134217728}",
                        "\"command\":\"moraine optimize %s\"".formatted(plain)));

    mend(plain, 1);
    assertThat(run("doctor", plain.toString())).isEqualToNormalizingNewlines("Nothing to mend.\n");
  }

  @Test
  void smallPartitionsBecomeClusters() {
    Path path = folder.resolve("partitioned");
    Table.create(path).schema(SCHEMA).partitionedBy("part").execute().append(rows(0, 75, 25));

    assertThat(advice(path))
        .singleElement()
        .satisfies(
            advice -> {
              assertThat(advice.severity() + " " + advice.subject())
                  .isEqualTo("LOW MANY_PARTITIONS");
              assertThat(advice.problem())
                  .startsWith("25 partitions by part have ")
                  .endsWith("cluster by these columns instead of partitioning by them");
              assertThat(advice.figures()).containsEntry("partitions", 25L);
            });
    mend(path, 1);
    assertThat(Table.open(path).partitionColumns()).isEmpty();
    // What these engines cannot do is said, but not held against the table.
    assertThat(advice(path))
        .extracting(Advice::problem)
        .containsExactly(
            "delta-rs reads the table, but cannot write it: it has no clustering, domainMetadata",
            "Trino reads the table, but cannot write it: it has no clustering, domainMetadata");
  }

  @Test
  void aDefinitionWithPropertiesIsNotReplaced() {
    Path path = folder.resolve("defined");
    Table.create(path)
        .schema(SCHEMA)
        .partitionedBy("part")
        .property("delta.appendOnly", "true")
        .execute()
        .append(rows(0, 75, 25));

    assertThat(advice(path))
        .singleElement()
        .satisfies(advice -> assertThat(advice.command()).isEmpty());
  }

  @Test
  void filesWithoutStatisticsGetThem() throws IOException {
    Path path = folder.resolve("untold");
    Table.create(path).schema(SCHEMA).execute().append(rows(0, 10, 1));
    Path commit = path.resolve("_delta_log/00000000000000000001.json");
    String text = Files.readString(commit);
    String untold = text.replaceFirst(",\"stats\":\"(\\\\.|[^\"\\\\])*\"", "");
    assertThat(untold).isNotEqualTo(text);
    Files.writeString(commit, untold);

    assertThat(subjects(path)).containsExactly("HIGH NO_STATISTICS");
    assertThat(Table.open(path).why("id > 100").files())
        .extracting(file -> file.reason() + ": " + file.because())
        .containsExactly("NO_STATISTICS: (id > 100) may hold: nothing is known of id");
    assertThat(Table.open(path).fsck().check()).isEmpty();
    mend(path, 1);
    assertThat(Table.open(path).why("id > 100").files())
        .extracting(file -> file.reason() + ": " + file.because())
        .containsExactly("BOUNDS: (id > 100) holds for no row: id is 0 to 9");
  }

  @Test
  void columnsBeyondTheIndexedOnesGetBounds() {
    Path path = folder.resolve("wide");
    StructType wide =
        Schemas.ofSql(
            IntStream.range(0, 34)
                .mapToObj(i -> "c" + i + " INT")
                .collect(Collectors.joining(",")));
    Table table = Table.create(path).schema(wide).execute();
    for (int i = 0; i < 3; i++) {
      Object[] row = IntStream.range(0, 34).boxed().toArray();
      table.append(Rows.of(wide).add(row));
    }

    assertThat(advice(path))
        .singleElement()
        .satisfies(
            advice ->
                assertThat(advice.problem())
                    .isEqualTo(
                        "files get bounds of the first 32 columns only, not of c32, c33; name those"
                            + " that queries filter by in delta.dataSkippingStatsColumns, or have"
                            + " all"));
    advice(path).forEach(advice -> runLine(advice.command().orElseThrow()));
    // The property is for files to come.
    assertThat(subjects(path)).containsExactly("MEDIUM NO_BOUNDS");
    mend(path, 1);
  }

  @Test
  void rowsThatAreNotInTheTablesOrderAreClustered() {
    Path path = folder.resolve("clustered");
    Table table = Table.create(path).schema(SCHEMA).clusteredBy("id").execute();
    for (int i = 0; i < 6; i++) {
      table.append(rows(i, 100 + i, 1));
    }

    assertThat(advice(path).get(0).problem())
        .isEqualTo(
            "6 of 6 files are not in the order of the table's clustering columns id; a value of one"
                + " is within the bounds of up to 6.0 files on the average");
    assertThat(subjects(path)).containsExactly("MEDIUM UNCLUSTERED_ROWS");
    mend(path, 1);
  }

  @Test
  void aFileThatIsMuchTooLargeIsDivided() {
    Path path = folder.resolve("skewed");
    Table.create(path)
        .schema(SCHEMA)
        .property("delta.targetFileSize", "16kb")
        .execute()
        .append(scattered(60_000));

    assertThat(subjects(path)).singleElement().asString().endsWith(" SIZE_SKEW");
    mend(path, 1);
    assertThat(Table.open(path).snapshot().fileCount()).isGreaterThan(1);
  }
}
