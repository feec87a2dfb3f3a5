package io.moraine.core.parquet.footer;

import io.moraine.core.parquet.crypto.ChunkCipher;
import io.moraine.core.parquet.schema.PhysicalType;
import java.util.Optional;

/**
 * What a footer says of one column chunk.
 *
 * @param codec the codec's number in the format
 * @param valueCount levels in the chunk: values and nulls
 * @param startOffset where its first page begins, in bytes from the file's start
 * @param dataOffset where its first data page begins; behind {@code startOffset} if there is a
 *     dictionary page before it
 * @param sizeBytes all its pages with their headers, as stored
 * @param uncompressedBytes the same, decompressed
 * @param statistics bounds as the file has them
 * @param indexes where its page indexes and Bloom filter lie
 * @param onlyCodes whether all its values are codes of its dictionary, by what the file tells
 * @param elsewhere whether its pages lie in another file
 * @param cipher how its pages and indexes are encrypted, if they are
 */
public record ChunkMetadata(
    PhysicalType type,
    int codec,
    long valueCount,
    long startOffset,
    long dataOffset,
    long sizeBytes,
    long uncompressedBytes,
    RawStatistics statistics,
    IndexLocations indexes,
    boolean onlyCodes,
    boolean elsewhere,
    Optional<ChunkCipher> cipher) {
  /** Whether it is not encrypted, or there is a key for it. */
  public boolean isReadable() {
    return cipher.isEmpty() || cipher.get().modules().isPresent();
  }

  /** Whether a dictionary page comes before the data pages. */
  public boolean hasDictionary() {
    return startOffset < dataOffset;
  }
}
