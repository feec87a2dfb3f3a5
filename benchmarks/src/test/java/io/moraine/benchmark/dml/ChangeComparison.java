package io.moraine.benchmark.dml;

import com.sun.management.OperatingSystemMXBean;
import io.moraine.benchmark.dml.Party.Vectors;
import io.moraine.benchmark.duckdb.LineItemFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Changes lineitem by Moraine and by Delta on Spark, in turns, with two threads each, with deletion
 * vectors and without, and prints a Markdown table of medians: seconds, processor seconds, ratios,
 * and the bytes that Moraine writes. Beside changes without vectors stands the time in which DuckDB
 * computes and writes the rows that the table has afterwards.
 */
public final class ChangeComparison {
  private static final double NANOS = 1e9;

  private final Path folder;
  private final Path source;
  private final Connection duckDb;
  private final List<Party> parties;
  private final int runs;

  private ChangeComparison(
      Path folder, Path source, Connection duckDb, List<Party> parties, int runs) {
    this.folder = folder;
    this.source = source;
    this.duckDb = duckDb;
    this.parties = parties;
    this.runs = runs;
  }

  /** Takes a folder, TPC-H's scale and how often each change is made: {@code /tmp/c 1 5}. */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Files.createDirectories(Path.of(arguments[0])).toRealPath();
    double scale = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.1;
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Party moraine = new MoraineParty();
        Party spark = new SparkParty(folder)) {
      try (Statement statement = duckDb.createStatement()) {
        statement.execute("SET threads = 2");
      }
      Path source = folder.resolve("lineitem.parquet");
      if (!Files.exists(source)) {
        LineItemFile.write(folder, scale, duckDb);
      }
      new ChangeComparison(folder, source, duckDb, List.of(moraine, spark), runs).run();
    }
  }

  private void run() throws IOException, SQLException {
    System.out.println(
        "| change | vectors | Moraine s | Spark s | Spark ÷ Moraine | processor s | Spark's | ratio"
            + " | DuckDB s | Moraine ÷ DuckDB | MB written |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    for (Vectors vectors : Vectors.values()) {
      for (Change change : Change.all()) {
        System.out.println(compare(change, vectors));
      }
    }
  }

  /** What one party's runs of one change took. */
  private record Taken(List<Double> seconds, List<Double> processorSeconds, List<Long> bytes) {
    Taken() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private String compare(Change change, Vectors vectors) throws IOException, SQLException {
    List<Path> tables = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    for (Party party : parties) {
      Path table = folder.resolve(party.name());
      party.load(table, source, vectors);
      tables.add(table);
      taken.add(new Taken());
    }
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < parties.size(); i++) {
        measure(parties.get(i), change, tables.get(i), run, taken.get(i));
      }
    }
    requireSame(tables);
    double duck = vectors == Vectors.OFF ? duck(change) : Double.NaN;
    tables.forEach(ChangeComparison::remove);
    Taken ours = taken.get(0);
    Taken theirs = taken.get(1);
    double seconds = median(ours.seconds());
    double sparks = median(theirs.seconds());
    double processor = median(ours.processorSeconds());
    double sparksProcessor = median(theirs.processorSeconds());
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.3f | %.3f | %.1f | %.3f | %.3f | %.1f | %s | %s | %.1f |",
        change.name(),
        vectors == Vectors.ON ? "yes" : "no",
        seconds,
        sparks,
        sparks / seconds,
        processor,
        sparksProcessor,
        sparksProcessor / processor,
        Double.isNaN(duck) ? "" : String.format(Locale.ROOT, "%.3f", duck),
        Double.isNaN(duck) ? "" : String.format(Locale.ROOT, "%.2f", seconds / duck),
        median(ours.bytes().stream().map(Long::doubleValue).toList()) / 1e6);
  }

  private void measure(Party party, Change change, Path table, int run, Taken taken)
      throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = bytes(table);
    long processor = system.getProcessCpuTime();
    long start = System.nanoTime();
    party.change(change, table, source, run);
    taken.seconds().add((System.nanoTime() - start) / NANOS);
    taken.processorSeconds().add((system.getProcessCpuTime() - processor) / NANOS);
    taken.bytes().add(bytes(table) - before);
  }

  private void requireSame(List<Path> tables) {
    List<String> figures = new ArrayList<>();
    for (int i = 0; i < parties.size(); i++) {
      figures.add(parties.get(i).check(tables.get(i)));
    }
    if (!figures.get(0).equals(figures.get(1))) {
      throw new IllegalStateException("The tables are not the same: " + figures);
    }
  }

  /** The time in which DuckDB writes the rows after one run of {@code change}, the median. */
  private double duck(Change change) throws IOException, SQLException {
    List<Double> seconds = new ArrayList<>();
    Path file = folder.resolve("duck.parquet");
    String rows = "'%s'".formatted(source);
    try (Statement statement = duckDb.createStatement()) {
      statement.execute("CREATE OR REPLACE VIEW T AS SELECT * FROM " + rows);
      for (int run = 0; run < runs; run++) {
        long start = System.nanoTime();
        statement.execute(
            "COPY (%s) TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                .formatted(change.rows("T", rows, run), file));
        seconds.add((System.nanoTime() - start) / NANOS);
      }
    }
    Files.deleteIfExists(file);
    return median(seconds);
  }

  /** The first run warms up. */
  private static double median(List<Double> values) {
    List<Double> warm = new ArrayList<>(values.subList(values.size() > 1 ? 1 : 0, values.size()));
    Collections.sort(warm);
    return warm.get(warm.size() / 2);
  }

  private static long bytes(Path table) throws IOException {
    try (Stream<Path> files = Files.walk(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet") || file.toString().endsWith(".bin"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Collections.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
