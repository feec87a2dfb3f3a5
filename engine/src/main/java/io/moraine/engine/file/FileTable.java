package io.moraine.engine.file;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ConcatenatedReader;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.file.csv.CsvFile;
import io.moraine.engine.file.csv.CsvOptions;
import io.moraine.engine.file.json.JsonLinesFile;
import io.moraine.engine.file.source.RowErrors;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Files that read like a table. The files are listed when it is opened, and read by each scan. */
public final class FileTable implements CatalogTable {
  private final String location;
  private final FileFormat format;
  private final List<SourceFile> files;
  private final CsvOptions csv;
  private final ZoneId zone;
  private final StructType schema;
  private final RowErrors errors;

  private FileTable(
      String location,
      FileFormat format,
      List<SourceFile> files,
      FileOptions options,
      ZoneId zone) {
    this.location = location;
    this.format = format;
    this.files = List.copyOf(files);
    this.csv = options.csv();
    this.zone = zone;
    this.errors = new RowErrors(options.onError());
    this.schema = options.schema().orElseGet(this::guessSchema);
  }

  /**
   * Opens the file at {@code location}, a path or URI, or all files of one format below it.
   *
   * @throws InvalidInputException if nothing is there, the format is not told by a name, formats
   *     are mixed, or the files have different columns
   */
  public static FileTable open(String location, FileOptions options, Environment environment) {
    return open(List.of(location), options, environment);
  }

  /** Opens the files at {@code locations}, which are not empty, together, as one table. */
  public static FileTable open(
      List<String> locations, FileOptions options, Environment environment) {
    List<SourceFile> files = new ArrayList<>();
    for (String location : locations) {
      files.addAll(FileListing.files(location, options.format(), environment));
    }
    FileFormat format = options.format().orElseGet(() -> commonFormat(files));
    return new FileTable(
        String.join(", ", locations), format, files, options, environment.clock().getZone());
  }

  /** The files, not empty, as one table. */
  public static FileTable of(
      String location, List<SourceFile> files, FileOptions options, Environment environment) {
    FileFormat format = options.format().orElseGet(() -> commonFormat(files));
    return new FileTable(location, format, files, options, environment.clock().getZone());
  }

  /**
   * The file at {@code location}, or the files at any depth below it of the format that is given.
   *
   * @throws InvalidInputException if there are none
   */
  public static List<SourceFile> files(
      String location, Optional<FileFormat> format, Environment environment) {
    return FileListing.files(location, format, environment);
  }

  /** All rows and columns, file by file; the caller closes the reader. */
  public BatchReader read() {
    List<Integer> all = IntStream.range(0, schema.size()).boxed().toList();
    return new ConcatenatedReader(
        schema,
        scan(new ScanRequest(all, List.of())).splits().stream().map(ScanSplit::open).iterator());
  }

  /** How the files hold rows. */
  public FileFormat format() {
    return format;
  }

  private static FileFormat commonFormat(List<SourceFile> files) {
    FileFormat common = formatOf(files.get(0));
    for (SourceFile file : files) {
      if (formatOf(file) != common) {
        throw new InvalidInputException(
            "Cannot read %s as %s, like %s; name the format of the files to read"
                .formatted(file.location(), common, files.get(0).location()));
      }
    }
    return common;
  }

  private static FileFormat formatOf(SourceFile file) {
    return FileFormat.ofFile(file.name())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Cannot tell the format of %s by its name; name one of csv, json, parquet"
                        .formatted(file.location())));
  }

  private StructType guessSchema() {
    return switch (format) {
      case CSV -> CsvSchemas.common(files.stream().map(this::csv).toList());
      case JSON -> JsonLinesFile.guessSchema(files);
      case PARQUET -> ParquetScan.schema(files);
    };
  }

  private CsvFile csv(SourceFile file) {
    boolean tabs = file.name().contains(".tsv");
    return new CsvFile(file, tabs ? csv.withDelimiter('\t') : csv);
  }

  @Override
  public String name() {
    return location;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  /** The rows that did not fit so far, over all scans. */
  public RowErrors errors() {
    return errors;
  }

  @Override
  public OptionalLong rowCount() {
    return format == FileFormat.PARQUET
        ? OptionalLong.of(ParquetScan.rowCount(files))
        : OptionalLong.empty();
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    int[] ordinals = request.columns().stream().mapToInt(Integer::intValue).toArray();
    if (format == FileFormat.PARQUET) {
      return ParquetScan.of(location, files, schema, ordinals);
    }
    return new TextScan(
        location,
        StructType.ofResult(request.columns().stream().map(schema::field).toList()),
        files,
        (file, parser) ->
            format == FileFormat.CSV
                ? csv(file).read(schema, ordinals, errors, parser)
                : new JsonLinesFile(file).read(schema, ordinals, errors, parser),
        zone);
  }
}
