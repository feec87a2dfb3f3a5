package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.crypto.DecryptionFault;
import io.moraine.core.parquet.crypto.ModuleKind;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.ColumnIndex;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.IndexLocations;
import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.store.ObjectReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The page indexes of one row group's chunks, read when first asked for. */
final class PageIndexes {
  /** More than the index of a chunk of a million pages. */
  private static final int MAX_BYTES = 64 << 20;

  private final ObjectReader in;
  private final Footer footer;
  private final RowGroupMetadata group;
  private final Map<Integer, Optional<OffsetIndex>> offsets = new HashMap<>();
  private final Map<Integer, Optional<ColumnIndex>> bounds = new HashMap<>();

  PageIndexes(ObjectReader in, Footer footer, int ordinal) {
    this.in = in;
    this.footer = footer;
    this.group = footer.rowGroups().get(ordinal);
  }

  /** Where the pages of {@code leaf} are, if the file tells. */
  Optional<OffsetIndex> offsets(SchemaNode.Leaf leaf) {
    return offsets.computeIfAbsent(leaf.ordinal(), ordinal -> readOffsets(chunk(leaf)));
  }

  /** What is known of the pages of {@code leaf}, if the file tells. */
  Optional<ColumnIndex> bounds(SchemaNode.Leaf leaf) {
    return bounds.computeIfAbsent(leaf.ordinal(), ordinal -> readBounds(leaf));
  }

  private ChunkMetadata chunk(SchemaNode.Leaf leaf) {
    return group.chunks().get(leaf.ordinal());
  }

  private Optional<OffsetIndex> readOffsets(ChunkMetadata chunk) {
    IndexLocations at = chunk.indexes();
    if (!at.hasOffsetIndex() || !chunk.isReadable()) {
      return Optional.empty();
    }
    byte[] bytes = read(at.offsetIndex(), at.offsetIndexBytes(), chunk, ModuleKind.OFFSET_INDEX);
    return Optional.of(
        OffsetIndex.parse(
            in.location(), at.offsetIndex(), bytes, 0, bytes.length, chunk, group.rowCount()));
  }

  private Optional<ColumnIndex> readBounds(SchemaNode.Leaf leaf) {
    IndexLocations at = chunk(leaf).indexes();
    Optional<OffsetIndex> pages = offsets(leaf);
    if (!at.hasColumnIndex() || pages.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes =
        read(at.columnIndex(), at.columnIndexBytes(), chunk(leaf), ModuleKind.COLUMN_INDEX);
    return Optional.of(
        ColumnIndex.parse(
            in.location(), at.columnIndex(), bytes, 0, bytes.length, pages.get().size()));
  }

  private byte[] read(long position, int length, ChunkMetadata chunk, ModuleKind kind) {
    if (length > MAX_BYTES || position < 4 || length > footer.footerOffset() - position) {
      throw new CorruptFileException(
          in.location(),
          footer.footerOffset(),
          "a page index cannot be %d bytes from %d".formatted(length, position));
    }
    byte[] bytes = new byte[length];
    in.read(position, bytes, 0, length);
    try {
      return chunk.cipher().isEmpty()
          ? bytes
          : chunk.cipher().get().decrypt(kind, bytes, 0, length);
    } catch (DecryptionFault e) {
      throw new CorruptFileException(in.location(), position, e.getMessage(), e);
    }
  }
}
