package io.moraine.core.parquet.footer;

import java.util.List;

/**
 * What a footer says of one row group.
 *
 * @param sizeBytes all its chunks, decompressed
 * @param chunks one a column of the file, in the schema's order
 */
public record RowGroupMetadata(long rowCount, long sizeBytes, List<ChunkMetadata> chunks) {
  public RowGroupMetadata {
    chunks = List.copyOf(chunks);
  }
}
