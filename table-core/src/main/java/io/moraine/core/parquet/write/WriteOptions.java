package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.parquet.codec.Compression;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a Parquet file is laid out. {@link #DEFAULT} suits tables; each {@code with} method changes
 * one thing.
 *
 * @param compression of pages
 * @param rowGroupBytes a row group ends once it holds that many compressed bytes
 * @param rowGroupRows a row group ends after that many rows
 * @param pageRows a page ends after that many rows
 * @param pageBytes a page ends before it holds more than that many bytes of values, if it has more
 *     than one row
 * @param dictionaryEntries a column chunk gives up its dictionary when that has more entries
 * @param dictionaryBytes the same, by the dictionary's size
 * @param boundBytes strings and binaries are cut to that many bytes in the file's statistics
 * @param encoding of values that have no dictionary
 * @param variants how columns of type variant are marked
 * @param checksum of pages
 * @param metadata the footer's key-value pairs, in order
 */
public record WriteOptions(
    Compression compression,
    long rowGroupBytes,
    long rowGroupRows,
    int pageRows,
    int pageBytes,
    int dictionaryEntries,
    int dictionaryBytes,
    int boundBytes,
    ValueEncoding encoding,
    VariantMark variants,
    PageChecksum checksum,
    Map<String, String> metadata) {

  /** How values are encoded where a dictionary does not pay. */
  public enum ValueEncoding {
    /** As they are; every reader knows it. */
    PLAIN,
    /**
     * Floats and doubles byte by byte, which compresses better; other types as they are. Spark 4.0
     * cannot read it.
     */
    BYTE_STREAM_SPLIT,
    /** Integers, dates, timestamps as differences in few bits; other types as they are. */
    DELTA_BINARY_PACKED
  }

  /** What the Parquet schema says of a variant's group of two binaries. */
  public enum VariantMark {
    /** Nothing: the table's schema knows. Readers before parquet-java 1.16 open no file but so. */
    NONE,
    /** That it is a variant, for readers that know the file alone. */
    LOGICAL_TYPE
  }

  /** Whether pages carry a checksum. */
  public enum PageChecksum {
    /** CRC-32 of the compressed page. */
    CRC32,
    /** None. */
    NONE
  }

  /** Row groups of 128 MiB, pages of 20,000 rows or 1 MiB, Zstandard at level 3. */
  public static final WriteOptions DEFAULT =
      new WriteOptions(
          Compression.ZSTD,
          128L << 20,
          Long.MAX_VALUE,
          20_000,
          1 << 20,
          32 << 10,
          1 << 20,
          64,
          ValueEncoding.PLAIN,
          VariantMark.NONE,
          PageChecksum.CRC32,
          Map.of());

  public WriteOptions {
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
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new InvalidInputException(
          "Option %s of a Parquet file needs to be positive, got %d".formatted(name, value));
    }
  }

  /** The same options with another compression. */
  public WriteOptions withCompression(Compression newCompression) {
    return new WriteOptions(
        newCompression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        encoding,
        variants,
        checksum,
        metadata);
  }

  /** The same options with other limits of a row group. */
  public WriteOptions withRowGroups(long newRowGroupBytes, long newRowGroupRows) {
    return new WriteOptions(
        compression,
        newRowGroupBytes,
        newRowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        encoding,
        variants,
        checksum,
        metadata);
  }

  /** The same options with other limits of a page. */
  public WriteOptions withPages(int newPageRows, int newPageBytes) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        newPageRows,
        newPageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        encoding,
        variants,
        checksum,
        metadata);
  }

  /** The same options with other limits of a dictionary; 0 entries means no dictionaries. */
  public WriteOptions withDictionaries(int newDictionaryEntries, int newDictionaryBytes) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        newDictionaryEntries,
        newDictionaryBytes,
        boundBytes,
        encoding,
        variants,
        checksum,
        metadata);
  }

  /** The same options with bounds cut elsewhere. */
  public WriteOptions withBoundBytes(int newBoundBytes) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        newBoundBytes,
        encoding,
        variants,
        checksum,
        metadata);
  }

  /** The same options with another encoding of values without a dictionary. */
  public WriteOptions withEncoding(ValueEncoding newEncoding) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        newEncoding,
        variants,
        checksum,
        metadata);
  }

  /** The same options with variants marked otherwise. */
  public WriteOptions withVariants(VariantMark newVariants) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        encoding,
        newVariants,
        checksum,
        metadata);
  }

  /** The same options with or without checksums. */
  public WriteOptions withChecksum(PageChecksum newChecksum) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        encoding,
        variants,
        newChecksum,
        metadata);
  }

  /** The same options with other key-value pairs in the footer. */
  public WriteOptions withMetadata(Map<String, String> newMetadata) {
    return new WriteOptions(
        compression,
        rowGroupBytes,
        rowGroupRows,
        pageRows,
        pageBytes,
        dictionaryEntries,
        dictionaryBytes,
        boundBytes,
        encoding,
        variants,
        checksum,
        newMetadata);
  }
}
