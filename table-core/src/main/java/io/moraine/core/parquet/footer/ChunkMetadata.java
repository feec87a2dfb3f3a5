package io.moraine.core.parquet.footer;

import io.moraine.core.parquet.schema.PhysicalType;

/**
 * What a footer says of one column chunk.
 *
 * @param codec the codec's number in the format
 * @param valueCount levels in the chunk: values and nulls
 * @param startOffset where its first page begins, in bytes from the file's start
 * @param sizeBytes all its pages with their headers, as stored
 * @param uncompressedBytes the same, decompressed
 * @param statistics bounds as the file has them
 * @param indexes where its page indexes and Bloom filter lie
 * @param elsewhere whether its pages lie in another file
 * @param encrypted whether its metadata or pages are encrypted
 */
public record ChunkMetadata(
    PhysicalType type,
    int codec,
    long valueCount,
    long startOffset,
    long sizeBytes,
    long uncompressedBytes,
    RawStatistics statistics,
    IndexLocations indexes,
    boolean elsewhere,
    boolean encrypted) {}
