package io.moraine.engine.file.csv;

import io.moraine.core.error.InvalidInputException;

/**
 * How a CSV file is written.
 *
 * @param header whether the first line names the columns
 * @param delimiter what separates fields
 * @param quote what encloses fields that hold delimiters, quotes or line ends
 * @param nullText what an unquoted field says to be null; quoted, it is the text itself
 */
public record CsvOptions(Header header, char delimiter, char quote, String nullText) {
  /** Whether the first line names the columns. */
  public enum Header {
    /** It does. */
    PRESENT,
    /** The first line is a row. */
    ABSENT
  }

  /** A header, commas, double quotes; an empty field is null. */
  public static final CsvOptions DEFAULT = new CsvOptions(Header.PRESENT, ',', '"', "");

  public CsvOptions {
    if (delimiter == quote || delimiter == '\n' || delimiter == '\r') {
      throw new InvalidInputException(
          "A delimiter must differ from the quote and from line ends, got '%s' and quote '%s'"
              .formatted(delimiter, quote));
    }
  }

  /** The same options with another delimiter. */
  public CsvOptions withDelimiter(char newDelimiter) {
    return new CsvOptions(header, newDelimiter, quote, nullText);
  }

  /** The same options with another quote. */
  public CsvOptions withQuote(char newQuote) {
    return new CsvOptions(header, delimiter, newQuote, nullText);
  }

  /** The same options with another text for null. */
  public CsvOptions withNullText(String newNullText) {
    return new CsvOptions(header, delimiter, quote, newNullText);
  }

  /** The same options for files without a header. */
  public CsvOptions withoutHeader() {
    return new CsvOptions(Header.ABSENT, delimiter, quote, nullText);
  }
}
