package io.moraine.benchmark.parquet;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Reads and writes Parquet files by Moraine and by DuckDB, both with two threads, by parquet-java,
 * and by each {@link ColumnPeer} there is, in turns; prints cold and warm seconds of each, and
 * Moraine's over theirs.
 */
public final class ParquetComparison {
  private static final String LINE_ITEM =
      "orderkey partkey suppkey linenumber quantity extendedprice discount tax returnflag"
          + " linestatus shipdate commitdate receiptdate shipinstruct shipmode comment";
  private static final String DECIMALS = "quantity extendedprice discount tax";
  private static final String TEXTS = "returnflag linestatus shipinstruct shipmode comment";

  private static final String NESTED =
      """
      SELECT sum(id), sum(strlen(file.host)), sum(file.size), sum(strlen(file.path)),
        sum(len(tags)), sum(len(points)), sum(cardinality(attributes)), sum(strlen(stats)),
        sum(strlen(removed.path)), sum(removed.version) FROM '%s'\
      """;

  private final Path folder;
  private final double scale;
  private final int runs;
  private final String only;
  private final Connection duckDb;
  private final SampleFiles files;

  private ParquetComparison(Path folder, double scale, int runs, String only, Connection duckDb) {
    this.folder = folder;
    this.scale = scale;
    this.runs = runs;
    this.only = only;
    this.duckDb = duckDb;
    this.files = new SampleFiles(folder, scale, duckDb);
  }

  /**
   * Takes a folder to keep files in, TPC-H's scale, how often each task is run, and a regular
   * expression of the tasks wanted: {@code /tmp/lake 1 5 '.*'}.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    double scale = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
    int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    String only = arguments.length > 3 ? arguments[3] : ".*";
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      ParquetComparison comparison = new ParquetComparison(folder, scale, runs, only, duckDb);
      comparison.duck("SET threads = " + MoraineFiles.ENVIRONMENT.parallelism());
      comparison.run();
    }
  }

  private void run() throws Exception {
    System.out.println("| task | Moraine cold, warm, CPU s | others', and ratios |");
    System.out.println("| --- | --- | --- |");
    for (String compression : List.of("snappy", "zstd")) {
      Path theirs = files.lineItem(compression);
      scans(compression + " by DuckDB", theirs, compression.equals("snappy"));
      scans(compression + " by Moraine", files.byMoraine(theirs, compression), false);
    }
    for (String compression : List.of("snappy", "zstd")) {
      Path theirs = files.nested(compression);
      nested(compression + " by DuckDB", theirs, compression.equals("snappy"));
      nested(compression + " by Moraine", files.byMoraine(theirs, compression), false);
    }
    for (String compression : List.of("snappy", "zstd")) {
      Path theirs = files.classes(compression);
      classes(compression + " by DuckDB", theirs);
      classes(compression + " by Moraine", files.byMoraine(theirs, compression));
    }
    for (String compression : List.of("snappy", "zstd")) {
      write("write lineitem " + compression, files.lineItem("zstd"), compression, true);
      write("write nested " + compression, files.nested("zstd"), compression, false);
      write("write classes " + compression, files.classes("zstd"), compression, false);
    }
  }

  private void scans(String what, Path file, boolean all) throws Exception {
    sums("3 columns " + what, file, "partkey extendedprice shipdate", all);
    sums("16 columns " + what, file, LINE_ITEM, all);
    for (String column : List.of("orderkey", "extendedprice", "suppkey", "shipmode", "comment")) {
      sums("only %s %s".formatted(column, what), file, column, false);
    }
    long orders = (long) (6_000_000 * scale);
    filter("1 %% clustered %s", what, file, "orderkey", orders / 2, orders / 2 + orders / 100);
    filter("1 %% scattered %s", what, file, "partkey", 1, (long) (2_000 * scale));
    Map<String, Race.Task> tasks = new LinkedHashMap<>();
    tasks.put("Moraine", () -> MoraineFiles.count(file));
    tasks.put("DuckDB", () -> duck("SELECT count(*) FROM '%s'".formatted(file)));
    race("count(*) " + what, tasks);
  }

  private void sums(String name, Path file, String columns, boolean all) throws Exception {
    List<String> names = names(columns);
    String sql =
        List.of(columns.split(" ")).stream()
            .map(ParquetComparison::sum)
            .collect(Collectors.joining(", ", "SELECT ", " FROM '" + file + "'"));
    scan(name, file, names, sql, Optional.empty(), all);
  }

  private void nested(String what, Path file, boolean all) throws Exception {
    scan("nested " + what, file, List.of(), NESTED.formatted(file), Optional.empty(), all);
    scan(
        "only tags " + what,
        file,
        List.of("tags"),
        "SELECT sum(len(tags)) FROM '" + file + "'",
        Optional.empty(),
        false);
    scan(
        "only stats " + what,
        file,
        List.of("stats"),
        "SELECT sum(strlen(stats)) FROM '" + file + "'",
        Optional.empty(),
        false);
    scan(
        "only file " + what,
        file,
        List.of("file"),
        "SELECT sum(strlen(file.host)), sum(file.size), sum(strlen(file.path)) FROM '" + file + "'",
        Optional.empty(),
        false);
    scan(
        "only removed " + what,
        file,
        List.of("removed"),
        "SELECT sum(strlen(removed.path)), sum(removed.version) FROM '" + file + "'",
        Optional.empty(),
        false);
  }

  private void classes(String what, Path file) throws Exception {
    String from = " FROM '" + file + "'";
    scan(
        "classes " + what,
        file,
        List.of(),
        "SELECT " + ClassesFile.sums() + from,
        Optional.empty(),
        false);
    for (String column : List.of("methods", "texts")) {
      scan(
          "only %s %s".formatted(column, what),
          file,
          List.of(column),
          "SELECT sum(len(%s))".formatted(column) + from,
          Optional.empty(),
          false);
    }
  }

  private static List<String> names(String columns) {
    return List.of(columns.split(" ")).stream().map(name -> "l_" + name).toList();
  }

  private static String sum(String column) {
    if (List.of(DECIMALS.split(" ")).contains(column)) {
      return "(sum(l_%s) * 100)::HUGEINT".formatted(column);
    } else if (List.of(TEXTS.split(" ")).contains(column)) {
      return "sum(strlen(l_%s))".formatted(column);
    }
    return column.endsWith("date")
        ? "sum(l_%s - DATE '1970-01-01')".formatted(column)
        : "sum(l_%s)".formatted(column);
  }

  private void filter(String name, String what, Path file, String column, long first, long last)
      throws Exception {
    ColumnReference reference =
        new ColumnReference(0, "l_" + column, DataType.Primitive.LONG, true);
    Expression filter =
        Operators.and(
            List.of(
                Operators.compare(Operators.GE, reference, Literal.of(first)),
                Operators.compare(Operators.LE, reference, Literal.of(last))));
    String columns = column + " extendedprice shipdate comment";
    String sql =
        List.of(columns.split(" ")).stream()
            .map(ParquetComparison::sum)
            .collect(
                Collectors.joining(
                    ", ",
                    "SELECT ",
                    " FROM '%s' WHERE l_%s BETWEEN %d AND %d"
                        .formatted(file, column, first, last)));
    scan(name.formatted(what), file, names(columns), sql, Optional.of(filter), false);
  }

  private void scan(
      String name,
      Path file,
      List<String> names,
      String sql,
      Optional<Expression> filter,
      boolean all)
      throws Exception {
    Map<String, Race.Task> tasks = new LinkedHashMap<>();
    tasks.put("Moraine", () -> MoraineFiles.scan(file, names, filter));
    tasks.put("DuckDB", () -> duck(sql));
    if (all) {
      tasks.put("parquet-java", () -> ParquetJavaFiles.scan(file, names, duck(sql)));
    }
    if (filter.isEmpty() && names.stream().anyMatch(n -> n.startsWith("l_"))) {
      for (ColumnPeer peer : ServiceLoader.load(ColumnPeer.class)) {
        tasks.put(peer.name(), () -> peer.sums(file, names));
      }
    }
    race(name, tasks);
  }

  private void write(String name, Path source, String compression, boolean all) throws Exception {
    Path ours = folder.resolve("written-moraine.parquet");
    Path theirs = folder.resolve("written-duckdb.parquet");
    Path javas = folder.resolve("written-parquet-java.parquet");
    Map<String, Race.Task> tasks = new LinkedHashMap<>();
    tasks.put(
        "Moraine",
        () -> {
          MoraineFiles.rewrite(source, ours, compression);
          return "";
        });
    tasks.put(
        "DuckDB",
        () -> {
          duck(
              "COPY (SELECT * FROM '%s') TO '%s' (FORMAT parquet, COMPRESSION %s)"
                  .formatted(source, theirs, compression));
          return "";
        });
    if (all) {
      tasks.put(
          "parquet-java",
          () -> {
            ParquetJavaFiles.rewrite(source, javas, compression);
            return "";
          });
    }
    race(name, tasks);
    for (Path written : List.of(ours, theirs, javas)) {
      if (Files.exists(written)) {
        System.out.printf("| bytes of %s | %d |%n", written.getFileName(), Files.size(written));
        Files.delete(written);
      }
    }
  }

  private void race(String name, Map<String, Race.Task> tasks) throws Exception {
    if (name.matches(only)) {
      new Race(name, tasks).run(runs);
    }
  }

  /** The values of the statement's only row, or nothing. */
  private String duck(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = duckDb.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              values.add(rows.getString(i));
            }
          }
        }
      }
    }
    return String.join(" ", values);
  }
}
