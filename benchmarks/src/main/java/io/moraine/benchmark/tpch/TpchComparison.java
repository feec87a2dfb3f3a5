package io.moraine.benchmark.tpch;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.TableOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the 22 queries of TPC-H by Moraine and by DuckDB, in turns in one process, both with two
 * threads and over the same Parquet files, and prints a Markdown table of seconds, of processor
 * seconds, and of their ratios. Answers are compared on every run.
 */
public final class TpchComparison {
  private static final int THREADS = 2;
  private static final int QUERIES = 22;
  private static final double NANOS = 1e9;

  private final Session session;
  private final Connection duckDb;

  private TpchComparison(Session session, Connection duckDb) {
    this.session = session;
    this.duckDb = duckDb;
  }

  /**
   * Takes a folder, in which the tables are made the first time and stay; TPC-H's scale; how often
   * each query is run; and which queries, by their numbers, separated by commas: {@code /tmp/tpch 1
   * 5 3,5}.
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Path folder = Path.of(arguments[0]);
    double scale = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    List<String> wanted = arguments.length > 3 ? List.of(arguments[3].split(",", -1)) : List.of();
    Path lake = folder.resolve("scale" + scale);
    TableOptions options =
        new TableOptions(SystemEnvironment.create(THREADS), TableOptions.defaults().warehouse())
            .withWarehouse(lake);
    try (Session session = Session.open(options);
        Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      TpchFiles.write(lake, scale, session, duckDb);
      TpchFiles.view(lake, duckDb);
      new TpchComparison(session, duckDb).run(runs, wanted);
    }
  }

  /** What a query took, run by run. */
  private static final class Times {
    private final List<Double> clock = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
  }

  private void run(int runs, List<String> wanted) throws IOException, SQLException {
    duck("SET threads = " + THREADS);
    System.out.println(
        "| query | cold s | DuckDB's | ratio | warm s | DuckDB's | ratio | processor ratio |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- |");
    double clock = 0;
    double processor = 0;
    int count = 0;
    for (int query = 1; query <= QUERIES; query++) {
      if (!wanted.isEmpty() && !wanted.contains(String.valueOf(query))) {
        continue;
      }
      Times ours = new Times();
      Times theirs = new Times();
      run(query, runs, ours, theirs);
      double coldOurs = ours.clock.remove(0);
      double coldTheirs = theirs.clock.remove(0);
      double warmOurs = median(ours.clock);
      double warmTheirs = median(theirs.clock);
      double work = median(ours.processor) / median(theirs.processor);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.3f | %.3f | %.2f | %.3f | %.3f | %.2f | %.2f |%n",
          query,
          coldOurs,
          coldTheirs,
          coldOurs / coldTheirs,
          warmOurs,
          warmTheirs,
          warmOurs / warmTheirs,
          work);
      clock += Math.log(warmOurs / warmTheirs);
      processor += Math.log(work);
      count++;
    }
    System.out.printf(
        Locale.ROOT,
        "| geometric mean | | | | | | %.2f | %.2f |%n",
        Math.exp(clock / count),
        Math.exp(processor / count));
  }

  private void run(int query, int runs, Times ours, Times theirs) throws IOException, SQLException {
    String sql = text(query);
    // The mean of decimals is a decimal, as in Spark: it has an end.
    String other = sql.replaceAll("avg\\((l_\\w+)\\)", "round(avg($1), 6)");
    for (int run = 0; run < runs; run++) {
      String mine = timed(() -> moraine(sql), ours);
      String his = timed(() -> duck(other), theirs);
      if (!mine.equals(his)) {
        throw new IllegalStateException(
            "Query %d: Moraine says%n%s%nDuckDB says%n%s".formatted(query, mine, his));
      }
    }
  }

  private interface Task {
    String run() throws SQLException;
  }

  private static String timed(Task task, Times times) throws SQLException {
    long processor = processorNanos();
    long start = System.nanoTime();
    String answer = task.run();
    times.clock.add((System.nanoTime() - start) / NANOS);
    times.processor.add((processorNanos() - processor) / NANOS);
    return answer;
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double median(List<Double> seconds) {
    List<Double> sorted = new ArrayList<>(seconds);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static String text(int query) throws IOException {
    String name = "q%02d.sql".formatted(query);
    try (InputStream in = TpchComparison.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Runs a statement; returns its rows as sorted lines. */
  private String moraine(String sql) {
    try (Result result = session.sql(sql);
        Stream<Row> rows = result.rows()) {
      return rows.map(row -> line(row.values())).sorted().collect(Collectors.joining("\n"));
    }
  }

  /** Runs a statement; returns its rows as sorted lines. */
  private String duck(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = duckDb.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              values.add(rows.getObject(i));
            }
            lines.add(line(values));
          }
        }
      }
    }
    return lines.stream().sorted().collect(Collectors.joining("\n"));
  }

  /** Values of both in one form: numbers without their types and trailing zeros, to six places. */
  private static String line(List<? extends @Nullable Object> values) {
    return values.stream()
        .map(
            value ->
                value instanceof Number
                    ? new BigDecimal(value.toString())
                        .setScale(6, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                    : Objects.toString(value))
        .collect(Collectors.joining(" "));
  }
}
