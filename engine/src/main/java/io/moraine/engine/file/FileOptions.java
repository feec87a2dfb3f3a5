package io.moraine.engine.file;

import io.moraine.core.store.StoreOptions;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.csv.CsvOptions;
import io.moraine.engine.file.source.OnError;
import java.util.Optional;

/**
 * How to read files.
 *
 * @param format the files' format; empty to tell it by their names
 * @param schema the columns to read; empty for those that the files have, with guessed types
 * @param csv how CSV is written; a file that ends in {@code .tsv} is split at tabs in any case
 * @param onError what becomes of rows that do not fit
 * @param stores settings of the stores that have the files
 */
public record FileOptions(
    Optional<FileFormat> format,
    Optional<StructType> schema,
    CsvOptions csv,
    OnError onError,
    StoreOptions stores) {
  /** Everything by the files themselves; a bad row is an error. */
  public static final FileOptions DEFAULT =
      new FileOptions(
          Optional.empty(),
          Optional.empty(),
          CsvOptions.DEFAULT,
          OnError.FAIL,
          StoreOptions.ofProcess());

  /** The same options for files of {@code newFormat}. */
  public FileOptions withFormat(FileFormat newFormat) {
    return new FileOptions(Optional.of(newFormat), schema, csv, onError, stores);
  }

  /** The same options with the columns given. */
  public FileOptions withSchema(StructType newSchema) {
    return new FileOptions(format, Optional.of(newSchema), csv, onError, stores);
  }

  /** The same options for CSV written as {@code newCsv} says. */
  public FileOptions withCsv(CsvOptions newCsv) {
    return new FileOptions(format, schema, newCsv, onError, stores);
  }

  /** The same options with another treatment of bad rows. */
  public FileOptions withOnError(OnError newOnError) {
    return new FileOptions(format, schema, csv, newOnError, stores);
  }

  /** The same options for files in stores with other settings. */
  public FileOptions withStores(StoreOptions newStores) {
    return new FileOptions(format, schema, csv, onError, newStores);
  }
}
