package io.moraine;

import io.moraine.engine.dml.WriteOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A load of files into a table: of those that were not loaded before. Which were is kept in the
 * table's log, and committed with their rows. Each method returns another load; {@link #execute}
 * runs it.
 *
 * <pre>{@code
 * table.load("/in/orders", "csv").option("header", "true").mergeSchema().execute();
 * }</pre>
 */
public final class TableLoad {
  private final Table table;
  private final String location;
  private final String format;
  private final Map<String, String> formatOptions;
  private final Map<String, String> copyOptions;
  private final Optional<String> pattern;

  TableLoad(
      Table table,
      String location,
      String format,
      Map<String, String> formatOptions,
      Map<String, String> copyOptions,
      Optional<String> pattern) {
    this.table = table;
    this.location = location;
    this.format = format;
    this.formatOptions = formatOptions;
    this.copyOptions = copyOptions;
    this.pattern = pattern;
  }

  /**
   * How files are written: of CSV {@code header}, {@code delimiter}, {@code nullValue} and such.
   */
  public TableLoad option(String key, String value) {
    return new TableLoad(
        table, location, format, with(formatOptions, key, value), copyOptions, pattern);
  }

  /** Loads only files whose path below the location matches, such as {@code 2024/*.csv}. */
  public TableLoad pattern(String glob) {
    return new TableLoad(table, location, format, formatOptions, copyOptions, Optional.of(glob));
  }

  /** Gives the table the columns that the files have and it lacks. */
  public TableLoad mergeSchema() {
    return new TableLoad(
        table, location, format, formatOptions, with(copyOptions, "mergeSchema", "true"), pattern);
  }

  /** Loads files again that were loaded before. */
  public TableLoad force() {
    return new TableLoad(
        table, location, format, formatOptions, with(copyOptions, "force", "true"), pattern);
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(map);
    more.put(key, value);
    return more;
  }

  /**
   * Loads the files, as one new version; none if all were loaded before.
   *
   * @return how many rows came
   * @throws io.moraine.core.error.InvalidInputException if a row does not fit the table
   */
  public long execute() {
    String sql =
        "COPY INTO %s FROM %s FILEFORMAT = %s%s%s%s"
            .formatted(
                table.sqlName(),
                SqlText.literal(location),
                SqlText.quoted(format),
                pattern.map(glob -> " PATTERN = " + SqlText.literal(glob)).orElse(""),
                options(" FORMAT_OPTIONS ", formatOptions),
                options(" COPY_OPTIONS ", copyOptions));
    try (Result result =
            table.session().run(sql, Map.of(), WriteOptions.DEFAULT, Optional.empty());
        Stream<Row> rows = result.rows()) {
      List<Row> counts = rows.toList();
      table.refresh();
      return counts.get(0).longValue("num_inserted_rows");
    }
  }

  private static String options(String clause, Map<String, String> options) {
    return options.isEmpty()
        ? ""
        : options.entrySet().stream()
            .map(e -> SqlText.literal(e.getKey()) + " = " + SqlText.literal(e.getValue()))
            .collect(Collectors.joining(", ", clause + "(", ")"));
  }
}
