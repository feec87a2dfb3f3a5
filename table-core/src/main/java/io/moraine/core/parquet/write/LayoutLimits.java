package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;

/**
 * How large the parts of a file become.
 *
 * @param rowGroupBytes a row group ends once it holds that many compressed bytes
 * @param rowGroupRows a row group ends after that many rows
 * @param pageRows a page ends after that many rows
 * @param pageBytes a page ends before it holds more than that many bytes of values, if it has more
 *     than one row
 * @param dictionaryEntries a column chunk gives up its dictionary when that has more entries
 * @param dictionaryBytes the same, by the dictionary's size
 * @param boundBytes strings and binaries are cut to that many bytes in the file's statistics
 */
public record LayoutLimits(
    long rowGroupBytes,
    long rowGroupRows,
    int pageRows,
    int pageBytes,
    int dictionaryEntries,
    int dictionaryBytes,
    int boundBytes) {
  /** Row groups of 128 MiB, pages of 20,000 rows or 1 MiB, dictionaries of 32,768 entries. */
  public static final LayoutLimits DEFAULT =
      new LayoutLimits(128L << 20, Long.MAX_VALUE, 20_000, 1 << 20, 32 << 10, 1 << 20, 64);

  public LayoutLimits {
    requirePositive("rowGroupBytes", rowGroupBytes);
    requirePositive("rowGroupRows", rowGroupRows);
    requirePositive("pageRows", pageRows);
    requirePositive("pageBytes", pageBytes);
    requirePositive("boundBytes", boundBytes);
    if (dictionaryEntries < 0 || dictionaryBytes < 0) {
      throw new InvalidInputException(
          "A Parquet dictionary cannot be limited to %d entries and %d bytes"
              .formatted(dictionaryEntries, dictionaryBytes));
    }
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new InvalidInputException(
          "Option %s of a Parquet file needs to be positive, got %d".formatted(name, value));
    }
  }
}
