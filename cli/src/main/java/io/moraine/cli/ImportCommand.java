package io.moraine.cli;

import io.moraine.Changes;
import io.moraine.Schemas;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.Table;
import io.moraine.TableBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.FileFormat;
import io.moraine.engine.file.FileOptions;
import io.moraine.engine.file.FileTable;
import io.moraine.engine.file.csv.CsvOptions;
import io.moraine.engine.file.source.OnError;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings files into a table. */
@Command(
    name = "import",
    description = {
      "Bring CSV, JSON lines or Parquet files into a table, as one version: all of them or"
          + " nothing.",
      "The table is made if there is none; then its columns are those of the files."
    })
final class ImportCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  private enum Mode {
    append,
    overwrite
  }

  private enum Policy {
    fail,
    skip,
    NULL;

    OnError onError() {
      return OnError.valueOf(name().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;

  @Parameters(
      arity = "2..*",
      paramLabel = "FILE… TABLE",
      hideParamSyntax = true,
      description = "Files or folders of files, then the table.")
  private List<String> places = List.of();

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "append",
      description = "What becomes of rows that are there: ${COMPLETION-CANDIDATES}.")
  private Mode mode = Mode.append;

  @Option(
      names = "--partition-by",
      paramLabel = "COLUMN",
      split = ",",
      description = "Partition a new table by these columns.")
  private List<String> partitionBy = List.of();

  @Option(
      names = "--on-error",
      paramLabel = "POLICY",
      defaultValue = "fail",
      description =
          "What becomes of a row that does not fit: ${COMPLETION-CANDIDATES}. 'null' replaces only"
              + " what does not fit.")
  private Policy onError = Policy.fail;

  @Option(
      names = "--schema",
      paramLabel = "COLUMNS",
      description = "The files' columns, such as 'id BIGINT, name STRING'; guessed otherwise.")
  private @Nullable String schema;

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description = "csv, json or parquet; otherwise told by the files' names.")
  private @Nullable String format;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      defaultValue = ",",
      description = "What separates fields of CSV; '\\t' for a tab.")
  private String delimiter = ",";

  @Option(
      names = "--quote",
      paramLabel = "C",
      defaultValue = "\"",
      description = "What encloses fields of CSV.")
  private String quote = "\"";

  @Option(
      names = "--null",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "What stands for null in CSV; an empty field unless said otherwise.")
  private String nullText = "";

  @Option(names = "--no-header", description = "The first line of CSV is a row.")
  private boolean noHeader;

  @Override
  public void run() {
    List<String> files = places.subList(0, places.size() - 1);
    String location = places.get(places.size() - 1);
    try (Session session = lake.session()) {
      FileOptions options = options();
      String place = session.location(location);
      boolean exists = session.exists(place);
      FileTable source = FileTable.open(files, options, SystemEnvironment.shared());
      if (!exists) {
        TableBuilder builder =
            session.create(place).partitionedBy(partitionBy.toArray(String[]::new));
        // Declared columns may say NOT NULL, which rows alone do not.
        Table table =
            (schema == null ? builder : builder.schema(Schemas.ofSql(schema)))
                .execute(source.read());
        report(source, table.snapshot().rowCount().orElse(0), place, table.version());
        return;
      }
      Table table = session.table(place);
      requireSamePartitioning(table);
      if (schema == null && source.format() != FileFormat.PARQUET) {
        source =
            FileTable.open(
                files,
                options.withSchema(typed(table.schema(), source.schema())),
                SystemEnvironment.shared());
      }
      Changes changes =
          mode == Mode.append ? table.append(source.read()) : table.overwrite(source.read());
      report(source, changes.inserted(), place, table.version());
    }
  }

  private FileOptions options() {
    CsvOptions csv =
        CsvOptions.DEFAULT
            .withDelimiter(single("--delimiter", delimiter))
            .withQuote(single("--quote", quote))
            .withNullText(nullText);
    FileOptions options =
        FileOptions.DEFAULT
            .withStores(lake.stores())
            .withCsv(noHeader ? csv.withoutHeader() : csv)
            .withOnError(onError.onError());
    if (format != null) {
      options = options.withFormat(FileFormat.named(format));
    }
    return schema == null ? options : options.withSchema(Schemas.ofSql(schema));
  }

  private char single(String option, String text) {
    String plain = text.equals("\\t") ? "\t" : text;
    if (plain.length() != 1) {
      throw new ParameterException(
          spec.commandLine(), "%s takes one character, got '%s'".formatted(option, text));
    }
    return plain.charAt(0);
  }

  private void requireSamePartitioning(Table table) {
    if (!partitionBy.isEmpty() && !partitionBy.equals(table.partitionColumns())) {
      throw new InvalidInputException(
          "%s is partitioned by %s, not by %s"
              .formatted(table.location(), table.partitionColumns(), partitionBy));
    }
  }

  /** The files' columns with the types that the table has for them. */
  private static StructType typed(StructType table, StructType found) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : found.fields()) {
      StructField known;
      try {
        known = table.field(field.name());
      } catch (InvalidInputException e) {
        throw new InvalidInputException(
            "The files have a column that the table has not: " + e.getMessage(), e);
      }
      fields.add(known.withName(field.name()));
    }
    return StructType.of(fields);
  }

  private void report(FileTable source, long rows, String location, long version) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("Imported %,d rows into %s, version %d.%n", rows, location, version);
    long bad = source.errors().count();
    if (bad > 0) {
      err.printf(
          "%,d rows did not fit and were %s; the first: %s%n",
          bad,
          onError == Policy.skip ? "left out" : "mended with nulls",
          source.errors().first().orElse(""));
    }
  }
}
