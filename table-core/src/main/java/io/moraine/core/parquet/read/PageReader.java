package io.moraine.core.parquet.read;

import io.moraine.core.parquet.codec.Decompressor;
import io.moraine.core.parquet.decode.Decoders;
import io.moraine.core.parquet.decode.Dictionary;
import io.moraine.core.parquet.decode.HybridDecoder;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.footer.PageHeader;
import io.moraine.core.parquet.schema.SchemaNode;
import java.util.Optional;

/** Goes over the data pages of one column chunk: decompresses each and finds its parts. */
final class PageReader {
  private static final int PLAIN = 0;
  private static final int PLAIN_DICTIONARY = 2;
  private static final int RLE = 3;
  private static final int BIT_PACKED = 4;

  private final SchemaNode.Leaf leaf;
  private final long valueCount;
  private final PageSource source;
  private final Decompressor decompressor;
  private final HybridDecoder definition = new HybridDecoder();
  private final HybridDecoder repetition = new HybridDecoder();
  private final PageBuffer buffer;

  /** Where pages are; null to find each after the one before it. */
  private final OffsetIndex index;

  private Dictionary dictionary;
  private long valuesLeft;
  private int remaining;
  private ValueDecoder values;

  /** The next data page, if there is an index. */
  private int nextPage;

  PageReader(
      SchemaNode.Leaf leaf,
      long valueCount,
      PageSource source,
      Decompressor decompressor,
      PageBuffer buffer,
      OffsetIndex index) {
    this.leaf = leaf;
    this.valueCount = valueCount;
    this.source = source;
    this.decompressor = decompressor;
    this.valuesLeft = valueCount;
    this.buffer = buffer;
    this.index = index;
  }

  /** Where the page at hand begins in the file. */
  long pagePosition() {
    return source.pagePosition();
  }

  /** How many levels of the page were not taken yet. */
  int remaining() {
    return remaining;
  }

  /** Notes that {@code count} levels of the page were taken. */
  void take(int count) {
    remaining -= count;
  }

  /** The page's definition levels; only for a column that has some. */
  HybridDecoder definition() {
    return definition;
  }

  /** The page's repetition levels; only for a column that has some. */
  HybridDecoder repetition() {
    return repetition;
  }

  /** The page's values. */
  ValueDecoder values() {
    return values;
  }

  /**
   * The chunk's dictionary, which is read if it was not yet; empty if its first page is none. Only
   * before data pages are read.
   */
  Optional<Dictionary> dictionary() {
    if (dictionary == null && !source.isAtEnd()) {
      PageHeader header = source.next();
      if (header.kind() == PageHeader.Kind.DICTIONARY) {
        read(header);
      }
    }
    return Optional.ofNullable(dictionary);
  }

  /** Whether {@link #skipPages} can step over pages. */
  boolean canSkip() {
    return index != null || leaf.maxRepetition() == 0;
  }

  /** Moves to the next page with levels; false if there is none. */
  boolean next() {
    skipPages(0);
    return remaining > 0;
  }

  /**
   * Moves to the page of the row that is {@code rows} rows after the next page's first one, without
   * decompressing pages before it. For a column within lists only with an index.
   *
   * @return how many rows were stepped over; if no page is at hand then, there is none
   */
  long skipPages(long rows) {
    long skipped = index == null ? 0 : skipByIndex(rows);
    while (index == null ? valuesLeft > 0 : nextPage < index.size()) {
      if (source.isAtEnd()) {
        throw source.fault(
            "the chunk should hold %d values, but ends %d before"
                .formatted(valueCount, valuesLeft));
      }
      PageHeader header = source.next();
      if (isData(header)) {
        count(header);
        if (index == null && remaining > 0 && remaining <= rows - skipped) {
          skipped += remaining;
          remaining = 0;
          source.leave();
          continue;
        }
      }
      read(header);
      if (remaining > 0) {
        break;
      }
    }
    return skipped;
  }

  private static boolean isData(PageHeader header) {
    return header.kind() == PageHeader.Kind.DATA || header.kind() == PageHeader.Kind.DATA_V2;
  }

  private void read(PageHeader header) {
    if (isData(header) || header.kind() == PageHeader.Kind.DICTIONARY) {
      source.load();
    }
    switch (header.kind()) {
      case DATA -> dataPage(header);
      case DATA_V2 -> dataPageV2(header);
      case DICTIONARY -> dictionaryPage(header);
      case INDEX, OTHER -> {}
    }
    source.leave();
  }

  private long skipByIndex(long rows) {
    if (nextPage == index.size()) {
      return 0;
    }
    while (source.filePosition() < index.position(0)) {
      // The dictionary is before all data pages.
      PageHeader header = source.next();
      if (isData(header)) {
        throw source.fault("a data page is before the first one of the index");
      }
      read(header);
    }
    long first = index.firstRow(nextPage);
    int page = index.pageOf(first + rows);
    if (page > nextPage) {
      nextPage = page;
    }
    source.seek(index.position(nextPage), nextPage);
    return index.firstRow(nextPage) - first;
  }

  private void dictionaryPage(PageHeader header) {
    if (dictionary != null) {
      throw source.fault("the chunk has a second dictionary");
    }
    if (header.encoding() != PLAIN && header.encoding() != PLAIN_DICTIONARY) {
      throw source.fault("a dictionary cannot have the encoding %d".formatted(header.encoding()));
    }
    byte[] page = buffer.ofSize(header.uncompressedBytes() + ValueDecoder.SLACK);
    decompress(0, page, 0, header.uncompressedBytes());
    dictionary =
        Dictionary.decode(
            leaf.physicalType(),
            leaf.typeLength(),
            page,
            0,
            header.uncompressedBytes(),
            header.valueCount());
  }

  private void dataPage(PageHeader header) {
    int size = header.uncompressedBytes();
    byte[] page = buffer.ofSize(size + ValueDecoder.SLACK);
    decompress(0, page, 0, size);
    int next = 0;
    if (leaf.maxRepetition() > 0) {
      next =
          levels(
              repetition,
              header.repetitionEncoding(),
              leaf.maxRepetition(),
              page,
              next,
              size,
              header.valueCount());
    }
    if (leaf.maxDefinition() > 0) {
      next =
          levels(
              definition,
              header.definitionEncoding(),
              leaf.maxDefinition(),
              page,
              next,
              size,
              header.valueCount());
    }
    values(header.encoding(), page, next, size);
  }

  private int levels(
      HybridDecoder levels, int encoding, int max, byte[] page, int from, int to, int count) {
    int width = width(max);
    if (encoding == BIT_PACKED) {
      return levels.resetToBitPacked(page, from, to, width, count);
    } else if (encoding != RLE) {
      throw source.fault("levels cannot have the encoding %d".formatted(encoding));
    }
    if (to - from < 4) {
      throw source.fault("a page ends before its levels");
    }
    int length =
        (page[from] & 0xff)
            | ((page[from + 1] & 0xff) << 8)
            | ((page[from + 2] & 0xff) << 16)
            | (page[from + 3] << 24);
    if (length < 0 || length > to - from - 4) {
      throw source.fault(
          "a page's levels have %d bytes, but %d are left".formatted(length, to - from - 4));
    }
    levels.reset(page, from + 4, from + 4 + length, width);
    return from + 4 + length;
  }

  private static int width(int max) {
    return 32 - Integer.numberOfLeadingZeros(max);
  }

  private void dataPageV2(PageHeader header) {
    int size = header.uncompressedBytes();
    long levelBytes = (long) header.repetitionBytes() + header.definitionBytes();
    if (levelBytes > size || levelBytes > source.bodyLength()) {
      throw source.fault(
          "a page of %d bytes, %d decompressed, cannot have %d bytes of levels"
              .formatted(source.bodyLength(), size, levelBytes));
    }
    byte[] page = buffer.ofSize(size + ValueDecoder.SLACK);
    int levels = (int) levelBytes;
    System.arraycopy(source.body(), source.bodyFrom(), page, 0, levels);
    int stored = source.bodyLength() - levels;
    if (header.compressed()) {
      decompress(levels, page, levels, size - levels);
    } else if (stored == size - levels) {
      System.arraycopy(source.body(), source.bodyFrom() + levels, page, levels, stored);
    } else {
      throw source.fault(
          "a page that is not compressed should have %d bytes, got %d"
              .formatted(size - levels, stored));
    }
    if (leaf.maxRepetition() > 0) {
      repetition.reset(page, 0, header.repetitionBytes(), width(leaf.maxRepetition()));
    }
    if (leaf.maxDefinition() > 0) {
      definition.reset(page, header.repetitionBytes(), levels, width(leaf.maxDefinition()));
    }
    values(header.encoding(), page, levels, size);
  }

  private void count(PageHeader header) {
    if (header.valueCount() > valuesLeft) {
      throw source.fault(
          "a page holds %d values, but its chunk has only %d left"
              .formatted(header.valueCount(), valuesLeft));
    }
    remaining = header.valueCount();
    valuesLeft -= remaining;
    if (index != null) {
      long rows = index.endRow(nextPage) - index.firstRow(nextPage);
      if (leaf.maxRepetition() == 0 ? remaining != rows : remaining < rows) {
        throw source.fault(
            "page %d should have %d rows by its index, but has %d values"
                .formatted(nextPage, rows, remaining));
      }
      nextPage++;
    }
  }

  private void values(int encoding, byte[] page, int from, int to) {
    if (remaining == 0) {
      return;
    }
    values =
        Decoders.of(
                encoding,
                leaf.physicalType(),
                leaf.typeLength(),
                page,
                from,
                to,
                dictionary,
                buffer.scratch())
            .orElseThrow(() -> new MalformedPage("unknown encoding %d".formatted(encoding)));
  }

  /** Gives up what is held. */
  void close() {
    source.close();
  }

  /** Decompresses the body from its byte {@code skipped} on. */
  private void decompress(int skipped, byte[] page, int at, int size) {
    decompressor.decompress(
        source.filePosition() + skipped,
        source.body(),
        source.bodyFrom() + skipped,
        source.bodyLength() - skipped,
        page,
        at,
        size);
  }
}
