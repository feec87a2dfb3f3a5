package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.codec.Codec;
import io.moraine.core.parquet.codec.Decompressor;
import io.moraine.core.parquet.decode.Dictionary;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.schema.SchemaNode;
import io.moraine.core.store.ObjectReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the column chunks of a row group, and decides how their bytes are fetched. */
final class Chunks implements AutoCloseable {
  /** Fetching this many bytes that are not wanted is cheaper than another read. */
  private static final int MAX_GAP = 64 << 10;

  /** Reads of the largest size that are begun ahead. */
  private static final int FETCHED_READS = 4;

  /** Larger pages are read in a window of their own. */
  private static final int MAX_RANGE = 1 << 30;

  private final ObjectReader in;
  private final Footer footer;
  private final ReadOptions options;
  private final Prefetch prefetch;
  private final List<ByteRange> ranges = new ArrayList<>();
  private final List<PageReader> readers = new ArrayList<>();
  private final Map<Codec, Decompressor> decompressors = new EnumMap<>(Codec.class);

  /** Bytes of the chunk of {@code leaf} that are read as a whole. */
  private record Part(LeafReader leaf, long from, long to) {}

  Chunks(ObjectReader in, Footer footer, ReadOptions options) {
    this.in = in;
    this.footer = footer;
    this.options = options;
    this.prefetch = new Prefetch(options.fetcher(), (long) FETCHED_READS * options.readBytes());
  }

  /**
   * Points each of {@code leaves} at its chunk of row group {@code ordinal}, to read {@code rows}.
   */
  void start(int ordinal, List<LeafReader> leaves, RowRanges rows, PageIndexes indexes) {
    RowGroupMetadata group = footer.rowGroups().get(ordinal);
    release();
    List<Part> parts = new ArrayList<>();
    Map<LeafReader, OffsetIndex> offsets = new HashMap<>();
    for (LeafReader leaf : leaves) {
      check(leaf.leaf(), chunk(group, leaf), group, ordinal);
      Optional<OffsetIndex> pages =
          rows.isAll(group.rowCount()) && !isFetchedByPages(chunk(group, leaf))
              ? Optional.empty()
              : indexes.offsets(leaf.leaf());
      if (pages.isPresent()) {
        offsets.put(leaf, pages.get());
        addPages(leaf, chunk(group, leaf), pages.get(), rows, parts);
      } else if (chunk(group, leaf).sizeBytes() <= options.readBytes()) {
        parts.add(new Part(leaf, chunk(group, leaf).startOffset(), end(chunk(group, leaf))));
      }
    }
    Map<LeafReader, List<ByteRange>> rangesOf = join(parts);
    prefetch.restart(ranges);
    for (LeafReader leaf : leaves) {
      start(leaf, chunk(group, leaf), rangesOf.getOrDefault(leaf, List.of()), offsets.get(leaf));
    }
  }

  /** Whether a chunk is too large to be read at once, but is to be read ahead. */
  private boolean isFetchedByPages(ChunkMetadata chunk) {
    return options.fetcher().isPresent() && chunk.sizeBytes() > options.readBytes();
  }

  private void addPages(
      LeafReader leaf, ChunkMetadata chunk, OffsetIndex pages, RowRanges rows, List<Part> parts) {
    long from = chunk.startOffset();
    // The dictionary, if there is one.
    long to = pages.size() == 0 ? end(chunk) : pages.position(0);
    for (int page = 0; page < pages.size(); page++) {
      if (!rows.overlap(pages.firstRow(page), pages.endRow(page))) {
        continue;
      }
      if (pages.position(page) - to > MAX_GAP || pages.end(page) - from > options.readBytes()) {
        addPart(leaf, from, to, parts);
        from = pages.position(page);
      }
      to = pages.end(page);
    }
    addPart(leaf, from, to, parts);
  }

  private static void addPart(LeafReader leaf, long from, long to, List<Part> parts) {
    if (from < to && to - from <= MAX_RANGE) {
      parts.add(new Part(leaf, from, to));
    }
  }

  /** Joins parts that lie together to ranges. */
  private Map<LeafReader, List<ByteRange>> join(List<Part> parts) {
    parts.sort(Comparator.comparingLong(Part::from));
    Map<LeafReader, List<ByteRange>> rangesOf = new HashMap<>();
    int next = 0;
    while (next < parts.size()) {
      int first = next++;
      long from = parts.get(first).from();
      long to = parts.get(first).to();
      while (next < parts.size()
          && parts.get(next).from() - to <= MAX_GAP
          && Math.max(to, parts.get(next).to()) - from <= options.readBytes()) {
        to = Math.max(to, parts.get(next++).to());
      }
      Set<LeafReader> users = new LinkedHashSet<>();
      parts.subList(first, next).forEach(part -> users.add(part.leaf()));
      ByteRange range = new ByteRange(in, from, (int) (to - from), users.size(), prefetch);
      ranges.add(range);
      users.forEach(leaf -> rangesOf.computeIfAbsent(leaf, l -> new ArrayList<>()).add(range));
    }
    return rangesOf;
  }

  private static ChunkMetadata chunk(RowGroupMetadata group, LeafReader leaf) {
    return group.chunks().get(leaf.leaf().ordinal());
  }

  private static long end(ChunkMetadata chunk) {
    return chunk.startOffset() + chunk.sizeBytes();
  }

  private void start(
      LeafReader leaf, ChunkMetadata chunk, List<ByteRange> chunkRanges, OffsetIndex pages) {
    ChunkBytes bytes =
        new ChunkBytes(in, chunkRanges, options.readBytes(), chunk.startOffset(), end(chunk));
    PageReader reader = open(leaf, chunk, bytes, pages);
    readers.add(reader);
    leaf.start(reader);
  }

  /**
   * The dictionary of the chunk of {@code leaf} in row group {@code ordinal}, which is read alone;
   * empty if it has none.
   */
  Optional<Dictionary> dictionary(int ordinal, LeafReader leaf) {
    RowGroupMetadata group = footer.rowGroups().get(ordinal);
    ChunkMetadata chunk = chunk(group, leaf);
    check(leaf.leaf(), chunk, group, ordinal);
    if (!chunk.hasDictionary() || chunk.dataOffset() > end(chunk)) {
      return Optional.empty();
    }
    int size = (int) Math.min(MAX_RANGE, chunk.dataOffset() - chunk.startOffset());
    PageReader reader =
        open(
            leaf,
            chunk,
            new ChunkBytes(in, List.of(), size, chunk.startOffset(), chunk.startOffset() + size),
            null);
    try {
      return reader.dictionary();
    } catch (MalformedPage | IndexOutOfBoundsException e) {
      throw new CorruptFileException(
          in.location(),
          chunk.startOffset(),
          "cannot decode the dictionary of column '%s': %s"
              .formatted(leaf.leaf().path(), e.getMessage()),
          e);
    } finally {
      reader.close();
    }
  }

  private PageReader open(
      LeafReader leaf, ChunkMetadata chunk, ChunkBytes bytes, OffsetIndex pages) {
    Codec codec =
        Codec.ofId(chunk.codec())
            .orElseThrow(
                () ->
                    new UnsupportedFeatureException(
                        "Cannot read column '%s' of %s: its pages are compressed with the unknown codec %d"
                            .formatted(leaf.leaf().path(), in.location(), chunk.codec())));
    return new PageReader(
        leaf.leaf(),
        chunk.valueCount(),
        new PageSource(in.location(), leaf.leaf(), chunk, bytes, options),
        decompressors.computeIfAbsent(codec, c -> Decompressor.of(c, in.location())),
        leaf.buffer(),
        pages);
  }

  private void check(
      SchemaNode.Leaf leaf, ChunkMetadata chunk, RowGroupMetadata group, int ordinal) {
    if (chunk.elsewhere()) {
      throw new UnsupportedFeatureException(
          "Cannot read column '%s' of %s: its pages are in another file, which Moraine does not support"
              .formatted(leaf.path(), in.location()));
    } else if (!chunk.isReadable()) {
      throw new UnsupportedFeatureException(
          "Cannot read column '%s' of %s: it is encrypted, and there is no key for it"
              .formatted(leaf.path(), in.location()));
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

  private void release() {
    prefetch.restart(List.of());
    ranges.forEach(ByteRange::close);
    ranges.clear();
    readers.forEach(PageReader::close);
    readers.clear();
  }

  @Override
  public void close() {
    release();
    decompressors.values().forEach(Decompressor::close);
    decompressors.clear();
  }
}
