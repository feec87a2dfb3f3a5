package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.codec.Decompressor;
import io.moraine.core.parquet.decode.Decoders;
import io.moraine.core.parquet.decode.Dictionary;
import io.moraine.core.parquet.decode.HybridDecoder;
import io.moraine.core.parquet.decode.MalformedPage;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.footer.PageHeader;
import io.moraine.core.parquet.schema.SchemaNode;
import java.util.zip.CRC32;

/** Goes over the data pages of one column chunk: decompresses each and finds its parts. */
final class PageReader {
  private static final int PLAIN = 0;
  private static final int PLAIN_DICTIONARY = 2;
  private static final int RLE = 3;
  private static final int BIT_PACKED = 4;

  /** Most headers are smaller; those with long statistics are not. */
  private static final int HEADER_BYTES = 4 << 10;

  /** A page may be this large though its chunk's own size says otherwise. */
  private static final int TRUSTED_BYTES = 64 << 20;

  private final String file;
  private final SchemaNode.Leaf leaf;
  private final ChunkMetadata chunk;
  private final ChunkBytes bytes;
  private final Decompressor decompressor;
  private final ReadOptions.Checksums checksums;
  private final HybridDecoder definition = new HybridDecoder();
  private final HybridDecoder repetition = new HybridDecoder();
  private final PageBuffer buffer;

  /** Where pages are; null to find each after the one before it. */
  private final OffsetIndex index;

  private Dictionary dictionary;
  private long valuesLeft;
  private long pagePosition;
  private int remaining;
  private ValueDecoder values;

  /** The next data page, if there is an index. */
  private int nextPage;

  PageReader(
      String file,
      SchemaNode.Leaf leaf,
      ChunkMetadata chunk,
      ChunkBytes bytes,
      Decompressor decompressor,
      ReadOptions.Checksums checksums,
      PageBuffer buffer,
      OffsetIndex index) {
    this.file = file;
    this.leaf = leaf;
    this.chunk = chunk;
    this.bytes = bytes;
    this.decompressor = decompressor;
    this.checksums = checksums;
    this.valuesLeft = chunk.valueCount();
    this.pagePosition = chunk.startOffset();
    this.buffer = buffer;
    this.index = index;
  }

  /** Where the page at hand begins in the file. */
  long pagePosition() {
    return pagePosition;
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
      if (bytes.remaining() == 0) {
        throw fault(
            "the chunk should hold %d values, but ends %d before"
                .formatted(chunk.valueCount(), valuesLeft));
      }
      PageHeader header = header();
      if (isData(header)) {
        count(header);
        if (index == null && remaining > 0 && remaining <= rows - skipped) {
          skipped += remaining;
          remaining = 0;
          bytes.advance(header.compressedBytes());
          continue;
        }
      }
      read(header);
      bytes.advance(header.compressedBytes());
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
    switch (header.kind()) {
      case DATA -> dataPage(header);
      case DATA_V2 -> dataPageV2(header);
      case DICTIONARY -> dictionaryPage(header);
      case INDEX, OTHER -> {}
    }
  }

  private long skipByIndex(long rows) {
    if (nextPage == index.size()) {
      return 0;
    }
    while (bytes.filePosition() < index.position(0)) {
      // The dictionary is before all data pages.
      PageHeader header = header();
      if (isData(header)) {
        throw fault("a data page is before the first one of the index");
      }
      read(header);
      bytes.advance(header.compressedBytes());
    }
    long first = index.firstRow(nextPage);
    int page = index.pageOf(first + rows);
    if (page > nextPage) {
      nextPage = page;
    }
    bytes.seek(index.position(nextPage));
    return index.firstRow(nextPage) - first;
  }

  private CorruptFileException fault(String problem) {
    return new CorruptFileException(
        file, pagePosition, "column '%s': %s".formatted(leaf.path(), problem));
  }

  /** Reads the next header and makes its page available. */
  private PageHeader header() {
    pagePosition = bytes.filePosition();
    bytes.requireSome();
    while (true) {
      PageHeader header =
          PageHeader.parse(
              file,
              pagePosition - bytes.position(),
              bytes.array(),
              bytes.position(),
              bytes.position() + bytes.available());
      if (header != null) {
        bytes.advance(header.headerBytes());
        check(header);
        bytes.require(header.compressedBytes());
        if (checksums == ReadOptions.Checksums.VERIFY && header.hasCrc()) {
          verify(header);
        }
        return header;
      }
      if (bytes.available() == bytes.remaining()) {
        throw fault("the chunk ends within a page's header");
      }
      bytes.require(
          (int) Math.min(Math.max(HEADER_BYTES, bytes.available() * 2L), bytes.remaining()));
    }
  }

  private void check(PageHeader header) {
    if (header.compressedBytes() > bytes.remaining()) {
      throw fault(
          "a page has %d bytes, but its chunk has only %d left"
              .formatted(header.compressedBytes(), bytes.remaining()));
    }
    int size = header.uncompressedBytes();
    if (size > Integer.MAX_VALUE - 16
        || (size > chunk.uncompressedBytes() && size > TRUSTED_BYTES)) {
      throw fault(
          "a page of %d bytes decompressed cannot be in a chunk of %d"
              .formatted(size, chunk.uncompressedBytes()));
    }
  }

  private void verify(PageHeader header) {
    CRC32 crc = new CRC32();
    crc.update(bytes.array(), bytes.position(), header.compressedBytes());
    if ((int) crc.getValue() != header.crc()) {
      throw fault(
          "a page's checksum should be %08x, but its bytes have %08x"
              .formatted(header.crc(), (int) crc.getValue()));
    }
  }

  private void dictionaryPage(PageHeader header) {
    if (dictionary != null) {
      throw fault("the chunk has a second dictionary");
    }
    if (header.encoding() != PLAIN && header.encoding() != PLAIN_DICTIONARY) {
      throw fault("a dictionary cannot have the encoding %d".formatted(header.encoding()));
    }
    byte[] page = buffer.ofSize(header.uncompressedBytes() + ValueDecoder.SLACK);
    decompress(bytes.position(), header.compressedBytes(), page, 0, header.uncompressedBytes());
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
    decompress(bytes.position(), header.compressedBytes(), page, 0, size);
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
      throw fault("levels cannot have the encoding %d".formatted(encoding));
    }
    if (to - from < 4) {
      throw fault("a page ends before its levels");
    }
    int length =
        (page[from] & 0xff)
            | ((page[from + 1] & 0xff) << 8)
            | ((page[from + 2] & 0xff) << 16)
            | (page[from + 3] << 24);
    if (length < 0 || length > to - from - 4) {
      throw fault(
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
    if (levelBytes > size || levelBytes > header.compressedBytes()) {
      throw fault(
          "a page of %d bytes, %d decompressed, cannot have %d bytes of levels"
              .formatted(header.compressedBytes(), size, levelBytes));
    }
    byte[] page = buffer.ofSize(size + ValueDecoder.SLACK);
    int levels = (int) levelBytes;
    System.arraycopy(bytes.array(), bytes.position(), page, 0, levels);
    int stored = header.compressedBytes() - levels;
    if (header.compressed()) {
      decompress(bytes.position() + levels, stored, page, levels, size - levels);
    } else if (stored == size - levels) {
      System.arraycopy(bytes.array(), bytes.position() + levels, page, levels, stored);
    } else {
      throw fault(
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
      throw fault(
          "a page holds %d values, but its chunk has only %d left"
              .formatted(header.valueCount(), valuesLeft));
    }
    remaining = header.valueCount();
    valuesLeft -= remaining;
    if (index != null) {
      long rows = index.endRow(nextPage) - index.firstRow(nextPage);
      if (leaf.maxRepetition() == 0 ? remaining != rows : remaining < rows) {
        throw fault(
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
        Decoders.of(encoding, leaf.physicalType(), leaf.typeLength(), page, from, to, dictionary)
            .orElseThrow(() -> new MalformedPage("unknown encoding %d".formatted(encoding)));
  }

  /** Gives up what is held. */
  void close() {
    bytes.close();
  }

  private void decompress(int from, int length, byte[] page, int at, int size) {
    long position = bytes.filePosition() + from - bytes.position();
    decompressor.decompress(position, bytes.array(), from, length, page, at, size);
  }
}
