package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import java.util.List;

/**
 * The header before a page.
 *
 * @param headerBytes how long the header itself is
 * @param uncompressedBytes the page's size decompressed; in version 2 with its levels
 * @param compressedBytes the page's size as stored, without the header
 * @param crc the checksum of the stored bytes; of meaning if {@code hasCrc}
 * @param valueCount levels in the page, or the entries of a dictionary
 * @param encoding the number of the values' encoding
 * @param definitionEncoding the number of the definition levels' encoding, in version 1
 * @param repetitionEncoding the number of the repetition levels' encoding, in version 1
 * @param definitionBytes the definition levels' size, in version 2
 * @param repetitionBytes the repetition levels' size, in version 2
 * @param compressed whether the values are compressed, in version 2
 */
public record PageHeader(
    Kind kind,
    int headerBytes,
    int uncompressedBytes,
    int compressedBytes,
    boolean hasCrc,
    int crc,
    int valueCount,
    int encoding,
    int definitionEncoding,
    int repetitionEncoding,
    int definitionBytes,
    int repetitionBytes,
    boolean compressed) {
  /** What a page holds; in the order of the format's numbers. */
  public enum Kind {
    /** Levels and values, compressed together. */
    DATA,
    /** Never used. */
    INDEX,
    /** The values that codes stand for. */
    DICTIONARY,
    /** Levels, and values compressed without them. */
    DATA_V2,
    /** One that this version does not know: to be skipped. */
    OTHER;

    static final List<Kind> BY_NUMBER = List.of(values());
  }

  /**
   * Parses the header at {@code data[from]}, or returns null if it passes {@code to}.
   *
   * @param position where {@code data[0]} lies in the file, for errors
   * @throws CorruptFileException if it is none, or a size or a count is below 0
   */
  public static PageHeader parse(String file, long position, byte[] data, int from, int to) {
    try {
      return new PageHeaderParser(new CompactReader(file, position, data, from, to)).parse(from);
    } catch (CompactReader.Truncated e) {
      return null;
    }
  }
}
