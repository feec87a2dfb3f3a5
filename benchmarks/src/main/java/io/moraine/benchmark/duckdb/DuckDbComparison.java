package io.moraine.benchmark.duckdb;

import io.moraine.Result;
import io.moraine.Row;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.TableOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes, scans, aggregates and merges lineitem by Moraine and by DuckDB, in turns, both with two
 * threads, and prints a Markdown table of seconds and ratios.
 *
 * <p>Moraine's tables are Delta tables on the local disk. DuckDB writes and scans Parquet files
 * with the same compression, and changes tables of its own format in a file of the local disk.
 */
public final class DuckDbComparison {
  private static final int THREADS = 2;

  private static final String PRICING_SUMMARY =
      """
      SELECT l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice),
        sum(l_extendedprice * (1 - l_discount)),
        sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)), count(*)
      FROM %s WHERE l_shipdate <= DATE '1998-09-02'
      GROUP BY l_returnflag, l_linestatus\
      """;

  private static final String REVENUE_CHANGE =
      """
      SELECT sum(l_extendedprice * l_discount) FROM %s
      WHERE l_shipdate >= DATE '1994-01-01' AND l_shipdate < DATE '1995-01-01'
        AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24\
      """;

  private static final String MANY_GROUPS =
      "SELECT count(*), sum(c), max(q) FROM (SELECT l_orderkey, count(*) AS c, sum(l_quantity) AS q"
          + " FROM %s GROUP BY l_orderkey) AS g";

  private static final String SELF_JOIN =
      "SELECT count(*), sum(a.l_quantity) FROM %1$s AS a JOIN %1$s AS b"
          + " ON a.l_orderkey = b.l_orderkey AND a.l_linenumber = b.l_linenumber + 1";

  private static final String TEXT =
      "SELECT l_shipmode, count(*), max(l_comment) FROM %s"
          + " WHERE l_comment LIKE '%%quick%%' GROUP BY l_shipmode";

  private final Path folder;
  private final Session session;
  private final Connection duckDb;

  private DuckDbComparison(Path folder, Session session, Connection duckDb) {
    this.folder = folder;
    this.session = session;
    this.duckDb = duckDb;
  }

  /** Takes TPC-H's scale and how often each task is run: {@code 0.1 5}. */
  public static void main(String[] arguments) throws IOException, SQLException {
    double scale = arguments.length > 0 ? Double.parseDouble(arguments[0]) : 0.1;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    Path folder = Files.createTempDirectory("moraine-benchmark");
    TableOptions options =
        new TableOptions(SystemEnvironment.create(THREADS), TableOptions.defaults().warehouse())
            .withWarehouse(folder.resolve("lake"));
    try (Session session = Session.open(options);
        Connection duckDb =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("duck.db"))) {
      new DuckDbComparison(folder, session, duckDb).run(scale, runs);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(path -> path.toFile().delete());
      }
    }
  }

  private void run(double scale, int runs) throws IOException, SQLException {
    duck("SET threads = " + THREADS);
    Path source = LineItemFile.write(folder, scale, duckDb);
    System.out.println("| task | cold s | DuckDB's | ratio | warm s | DuckDB's | ratio |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    System.out.println(write(source).run(runs));
    long ours = session.table("w0").snapshot().sizeBytes();
    long theirs = Files.size(duckFile(0));
    System.out.printf(
        Locale.ROOT,
        "| bytes written | | | | %d | %d | %.2f |%n",
        ours,
        theirs,
        (double) ours / theirs);
    for (Contest contest : queries()) {
      System.out.println(contest.run(runs));
    }
    duck("CREATE TABLE l AS SELECT * FROM '%s'".formatted(source));
    for (Contest contest : changes(source)) {
      System.out.println(contest.run(runs));
    }
    String check = "SELECT count(*), sum(l_quantity), sum(l_tax) FROM %s";
    requireEqual(moraine(check.formatted("w0")), duck(check.formatted("l")));
  }

  private static void requireEqual(String ours, String theirs) {
    if (!ours.equals(theirs)) {
      throw new IllegalStateException(
          "After all changes Moraine has %s and DuckDB %s".formatted(ours, theirs));
    }
  }

  private Contest write(Path source) {
    return new Contest(
        "write from Parquet",
        run ->
            moraine(
                "CREATE TABLE w%d USING DELTA AS SELECT * FROM parquet.`%s`"
                    .formatted(run, source)),
        run -> {
          duck(
              "COPY (SELECT * FROM '%s') TO '%s' (FORMAT parquet, COMPRESSION zstd)"
                  .formatted(source, duckFile(run)));
          return "";
        });
  }

  private List<Contest> queries() {
    return List.of(
        query("two columns", "SELECT sum(l_partkey), sum(length(l_comment)) FROM %s"),
        query("TPC-H 1", PRICING_SUMMARY),
        query("TPC-H 6", REVENUE_CHANGE),
        query("a group an order", MANY_GROUPS),
        query("join with itself", SELF_JOIN),
        query("text search", TEXT));
  }

  private List<Contest> changes(Path source) {
    return List.of(
        change(
            "merge into 1 order of 50",
            """
            MERGE INTO %1$s AS t USING (
              SELECT l_orderkey AS k, l_linenumber AS n, %2$d AS q FROM %1$s
              WHERE l_orderkey %% 50 = 0) AS s
            ON t.l_orderkey = s.k AND t.l_linenumber = s.n
            WHEN MATCHED THEN UPDATE SET l_quantity = s.q\
            """),
        change("update 1 order of 100", "UPDATE %s SET l_tax = %d WHERE l_orderkey %% 100 = 1"),
        append(source),
        change("delete 1 order of 100", "DELETE FROM %s WHERE l_orderkey %% 100 = 2 + %d"));
  }

  private Contest append(Path source) {
    String sql = "INSERT INTO %s SELECT * FROM %s WHERE l_orderkey %% 100 = 50";
    return new Contest(
        "append 1 order of 100",
        run -> {
          moraine(sql.formatted("w0", "parquet.`%s`".formatted(source)));
          return "";
        },
        run -> {
          duck(sql.formatted("l", "'%s'".formatted(source)));
          return "";
        });
  }

  private Path duckFile(int run) {
    return folder.resolve("duck%d.parquet".formatted(run));
  }

  private Contest query(String name, String sql) {
    return new Contest(
        name,
        run -> moraine(sql.formatted("w0")),
        run -> duck(sql.formatted("'%s'".formatted(duckFile(0)))));
  }

  private Contest change(String name, String sql) {
    return new Contest(
        name,
        run -> {
          moraine(sql.formatted("w0", run));
          return "";
        },
        run -> {
          duck(sql.formatted("l", run));
          return "";
        });
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

  /** Values of both in one form: numbers without their types and trailing zeros. */
  private static String line(List<? extends @Nullable Object> values) {
    return values.stream()
        .map(
            value ->
                value instanceof Number
                    ? new BigDecimal(value.toString()).stripTrailingZeros().toPlainString()
                    : Objects.toString(value))
        .collect(Collectors.joining(" "));
  }
}
