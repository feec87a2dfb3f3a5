package io.moraine.core.parquet.write;

import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.crypto.Encryption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a Parquet file is laid out. {@link #DEFAULT} suits tables; each {@code with} method changes
 * one thing.
 *
 * @param compression of pages
 * @param limits how large row groups, pages, dictionaries and bounds become
 * @param encoding of values that have no dictionary
 * @param bloomFilters which columns get Bloom filters
 * @param encryption of the footer and of columns, if there is to be one
 * @param variants how columns of type variant are marked
 * @param checksum of pages
 * @param metadata the footer's key-value pairs, in order
 */
public record WriteOptions(
    Compression compression,
    LayoutLimits limits,
    ValueEncoding encoding,
    BloomFilters bloomFilters,
    Optional<Encryption> encryption,
    VariantMark variants,
    PageChecksum checksum,
    Map<String, String> metadata) {

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
          LayoutLimits.DEFAULT,
          ValueEncoding.BY_DATA,
          BloomFilters.NONE,
          Optional.empty(),
          VariantMark.NONE,
          PageChecksum.CRC32,
          Map.of());

  public WriteOptions {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** The same options with another compression. */
  public WriteOptions withCompression(Compression newCompression) {
    return new WriteOptions(
        newCompression, limits, encoding, bloomFilters, encryption, variants, checksum, metadata);
  }

  /** The same options with other limits. */
  public WriteOptions withLimits(LayoutLimits newLimits) {
    return new WriteOptions(
        compression, newLimits, encoding, bloomFilters, encryption, variants, checksum, metadata);
  }

  /** The same options with other limits of a row group. */
  public WriteOptions withRowGroups(long rowGroupBytes, long rowGroupRows) {
    return withLimits(
        new LayoutLimits(
            rowGroupBytes,
            rowGroupRows,
            pageRows(),
            pageBytes(),
            dictionaryEntries(),
            dictionaryBytes(),
            boundBytes()));
  }

  /** The same options with other limits of a page. */
  public WriteOptions withPages(int pageRows, int pageBytes) {
    return withLimits(
        new LayoutLimits(
            rowGroupBytes(),
            rowGroupRows(),
            pageRows,
            pageBytes,
            dictionaryEntries(),
            dictionaryBytes(),
            boundBytes()));
  }

  /** The same options with other limits of a dictionary; 0 entries means no dictionaries. */
  public WriteOptions withDictionaries(int dictionaryEntries, int dictionaryBytes) {
    return withLimits(
        new LayoutLimits(
            rowGroupBytes(),
            rowGroupRows(),
            pageRows(),
            pageBytes(),
            dictionaryEntries,
            dictionaryBytes,
            boundBytes()));
  }

  /** The same options with bounds cut elsewhere. */
  public WriteOptions withBoundBytes(int boundBytes) {
    return withLimits(
        new LayoutLimits(
            rowGroupBytes(),
            rowGroupRows(),
            pageRows(),
            pageBytes(),
            dictionaryEntries(),
            dictionaryBytes(),
            boundBytes));
  }

  /** The same options with another encoding of values without a dictionary. */
  public WriteOptions withEncoding(ValueEncoding newEncoding) {
    return new WriteOptions(
        compression, limits, newEncoding, bloomFilters, encryption, variants, checksum, metadata);
  }

  /** The same options with Bloom filters for other columns. */
  public WriteOptions withBloomFilters(BloomFilters newBloomFilters) {
    return new WriteOptions(
        compression, limits, encoding, newBloomFilters, encryption, variants, checksum, metadata);
  }

  /** The same options with the file encrypted. */
  public WriteOptions withEncryption(Encryption newEncryption) {
    return new WriteOptions(
        compression,
        limits,
        encoding,
        bloomFilters,
        Optional.of(newEncryption),
        variants,
        checksum,
        metadata);
  }

  /** The same options with variants marked otherwise. */
  public WriteOptions withVariants(VariantMark newVariants) {
    return new WriteOptions(
        compression, limits, encoding, bloomFilters, encryption, newVariants, checksum, metadata);
  }

  /** The same options with or without checksums. */
  public WriteOptions withChecksum(PageChecksum newChecksum) {
    return new WriteOptions(
        compression, limits, encoding, bloomFilters, encryption, variants, newChecksum, metadata);
  }

  /** The same options with other key-value pairs in the footer. */
  public WriteOptions withMetadata(Map<String, String> newMetadata) {
    return new WriteOptions(
        compression, limits, encoding, bloomFilters, encryption, variants, checksum, newMetadata);
  }

  /** As {@link LayoutLimits#rowGroupBytes()}. */
  public long rowGroupBytes() {
    return limits.rowGroupBytes();
  }

  /** As {@link LayoutLimits#rowGroupRows()}. */
  public long rowGroupRows() {
    return limits.rowGroupRows();
  }

  /** As {@link LayoutLimits#pageRows()}. */
  public int pageRows() {
    return limits.pageRows();
  }

  /** As {@link LayoutLimits#pageBytes()}. */
  public int pageBytes() {
    return limits.pageBytes();
  }

  /** As {@link LayoutLimits#dictionaryEntries()}. */
  public int dictionaryEntries() {
    return limits.dictionaryEntries();
  }

  /** As {@link LayoutLimits#dictionaryBytes()}. */
  public int dictionaryBytes() {
    return limits.dictionaryBytes();
  }

  /** As {@link LayoutLimits#boundBytes()}. */
  public int boundBytes() {
    return limits.boundBytes();
  }
}
