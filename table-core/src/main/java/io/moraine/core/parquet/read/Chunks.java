package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.codec.Codec;
import io.moraine.core.parquet.codec.Decompressor;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.store.ObjectReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds the column chunks of a row group, and decides how their bytes are fetched. */
final class Chunks implements AutoCloseable {
  /** Fetching this many bytes that are not wanted is cheaper than another read. */
  private static final int MAX_GAP = 64 << 10;

  private final ObjectReader in;
  private final Footer footer;
  private final ReadOptions options;
  private final List<ByteRange> ranges = new ArrayList<>();
  private final Map<Codec, Decompressor> decompressors = new EnumMap<>(Codec.class);

  Chunks(ObjectReader in, Footer footer, ReadOptions options) {
    this.in = in;
    this.footer = footer;
    this.options = options;
  }

  /** Points each of {@code leaves} at its chunk of row group {@code ordinal}. */
  void start(int ordinal, List<LeafReader> leaves) {
    RowGroupMetadata group = footer.rowGroups().get(ordinal);
    List<LeafReader> byOffset = new ArrayList<>(leaves);
    for (LeafReader leaf : byOffset) {
      check(leaf.leaf(), chunk(group, leaf), group, ordinal);
    }
    byOffset.sort(Comparator.comparingLong(leaf -> chunk(group, leaf).startOffset()));
    Deque<byte[]> spares = new ArrayDeque<>();
    ranges.forEach(range -> spares.add(range.release()));
    ranges.clear();
    int next = 0;
    while (next < byOffset.size()) {
      int first = next++;
      long from = chunk(group, byOffset.get(first)).startOffset();
      long to = end(chunk(group, byOffset.get(first)));
      while (next < byOffset.size()) {
        ChunkMetadata candidate = chunk(group, byOffset.get(next));
        long newTo = Math.max(to, end(candidate));
        if (candidate.startOffset() - to > MAX_GAP || newTo - from > options.readBytes()) {
          break;
        }
        to = newTo;
        next++;
      }
      boolean whole = to - from <= options.readBytes();
      ByteRange range = null;
      if (whole) {
        byte[] spare = spares.isEmpty() ? new byte[0] : spares.remove();
        range = new ByteRange(from, (int) (to - from), spare);
        ranges.add(range);
      }
      for (int i = first; i < next; i++) {
        start(byOffset.get(i), chunk(group, byOffset.get(i)), range);
      }
    }
  }

  private static ChunkMetadata chunk(RowGroupMetadata group, LeafReader leaf) {
    return group.chunks().get(leaf.leaf().ordinal());
  }

  private static long end(ChunkMetadata chunk) {
    return chunk.startOffset() + chunk.sizeBytes();
  }

  private void start(LeafReader leaf, ChunkMetadata chunk, ByteRange range) {
    ChunkBytes bytes =
        range == null
            ? ChunkBytes.windowed(in, options.readBytes(), chunk.startOffset(), end(chunk))
            : ChunkBytes.within(in, range, chunk.startOffset(), end(chunk));
    Codec codec =
        Codec.ofId(chunk.codec())
            .orElseThrow(
                () ->
                    new UnsupportedFeatureException(
                        "Cannot read column '%s' of %s: its pages are compressed with the unknown codec %d"
                            .formatted(leaf.leaf().path(), in.location(), chunk.codec())));
    leaf.start(
        new PageReader(
            in.location(),
            leaf.leaf(),
            chunk,
            bytes,
            decompressors.computeIfAbsent(codec, c -> Decompressor.of(c, in.location())),
            options.checksums(),
            leaf.buffer()));
  }

  private void check(
      SchemaNode.Leaf leaf, ChunkMetadata chunk, RowGroupMetadata group, int ordinal) {
    if (chunk.encrypted() || chunk.elsewhere()) {
      throw new UnsupportedFeatureException(
          "Cannot read column '%s' of %s: its pages are %s, which Moraine does not support"
              .formatted(
                  leaf.path(), in.location(), chunk.encrypted() ? "encrypted" : "in another file"));
    }
    String problem = null;
    if (chunk.type() != leaf.physicalType()) {
      problem =
          "has values of type %s, the schema says %s".formatted(chunk.type(), leaf.physicalType());
    } else if (chunk.startOffset() < 4
        || chunk.sizeBytes() < 0
        || chunk.sizeBytes() > footer.footerOffset() - chunk.startOffset()) {
      problem =
          "should lie between bytes 4 and %d, got %d bytes from %d"
              .formatted(footer.footerOffset(), chunk.sizeBytes(), chunk.startOffset());
    } else if (leaf.maxRepetition() == 0
        ? chunk.valueCount() != group.rowCount()
        : chunk.valueCount() < group.rowCount()) {
      problem = "has %d values for %d rows".formatted(chunk.valueCount(), group.rowCount());
    }
    if (problem != null) {
      throw new CorruptFileException(
          in.location(),
          footer.footerOffset(),
          "the chunk of column '%s' in row group %d %s".formatted(leaf.path(), ordinal, problem));
    }
  }

  @Override
  public void close() {
    decompressors.values().forEach(Decompressor::close);
    decompressors.clear();
  }
}
