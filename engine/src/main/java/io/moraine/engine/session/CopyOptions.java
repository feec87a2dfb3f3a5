package io.moraine.engine.session;

import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.file.FileFormat;
import io.moraine.engine.file.FileOptions;
import io.moraine.engine.file.csv.CsvOptions;
import io.moraine.engine.sql.syntax.Maintenance.CopyInto;
import io.moraine.engine.sql.syntax.Property;
import java.util.Locale;

/**
 * What the options of a COPY INTO say.
 *
 * @param format of the files
 * @param csv how CSV is written
 * @param infersTypes whether fields of CSV are more than strings
 * @param mergeSchema whether the table gets the columns that it lacks
 * @param force whether files are loaded that were loaded before
 */
record CopyOptions(
    FileFormat format, CsvOptions csv, boolean infersTypes, boolean mergeSchema, boolean force) {

  /**
   * The options of {@code copy}.
   *
   * @throws InvalidInputException if one is unknown, or what it cannot be
   */
  static CopyOptions of(CopyInto copy) {
    FileFormat format = FileFormat.named(copy.format().text());
    // A header is there if the options say so, as elsewhere in the dialect.
    CsvOptions csv = CsvOptions.DEFAULT.withoutHeader();
    boolean infers = false;
    boolean merge = false;
    boolean force = false;
    for (Property option : copy.formatOptions()) {
      String value = option.value();
      switch (option.key().toLowerCase(Locale.ROOT)) {
        case "header" ->
            csv =
                flag(option)
                    ? new CsvOptions(
                        CsvOptions.Header.PRESENT, csv.delimiter(), csv.quote(), csv.nullText())
                    : csv.withoutHeader();
        case "delimiter", "sep" -> csv = csv.withDelimiter(character(option));
        case "quote" -> csv = csv.withQuote(character(option));
        case "nullvalue" -> csv = csv.withNullText(value);
        case "inferschema" -> infers = flag(option);
        case "mergeschema" -> merge |= flag(option);
        default ->
            throw new InvalidInputException(
                "COPY INTO has no format option '%s'; there are: header, delimiter, sep, quote, nullValue, inferSchema, mergeSchema"
                    .formatted(option.key()));
      }
    }
    for (Property option : copy.copyOptions()) {
      switch (option.key().toLowerCase(Locale.ROOT)) {
        case "force" -> force = flag(option);
        case "mergeschema" -> merge |= flag(option);
        default ->
            throw new InvalidInputException(
                "COPY INTO has no copy option '%s'; there are: force, mergeSchema"
                    .formatted(option.key()));
      }
    }
    return new CopyOptions(format, csv, infers, merge, force);
  }

  private static boolean flag(Property option) {
    return switch (option.value().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new InvalidInputException(
              "Option '%s' is true or false, found '%s'".formatted(option.key(), option.value()));
    };
  }

  private static char character(Property option) {
    String value = option.value().equals("\\t") ? "\t" : option.value();
    if (value.length() != 1) {
      throw new InvalidInputException(
          "Option '%s' is one character, found '%s'".formatted(option.key(), option.value()));
    }
    return value.charAt(0);
  }

  /** How the files are read. */
  FileOptions reading() {
    return FileOptions.DEFAULT.withFormat(format).withCsv(csv);
  }
}
