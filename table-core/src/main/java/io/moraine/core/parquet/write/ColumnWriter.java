package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.parquet.crypto.FileEncryption;
import io.moraine.core.parquet.crypto.ModuleKind;
import io.moraine.core.parquet.write.PageCompressors.PageCompressor;
import io.moraine.core.store.ObjectWriter;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;

/** Writes one leaf column, a chunk for each row group, page by page. */
final class ColumnWriter {
  private final Leaf leaf;
  private final WriteOptions options;
  private final PageCompressors compressors;
  private final ValueWriter values;
  private final LevelBuffer definition;
  private final LevelBuffer repetition;
  private final ChunkBuffer chunk;

  /** The dictionary page, once the chunk is complete. */
  private final ChunkBuffer dictionary;

  private final ByteSink levels = new ByteSink();
  private final Bounds fileBounds;
  private final Optional<ChunkBloomFilter> bloomFilter;
  private final Optional<FileEncryption.Column> cipher;

  /** The ordinal of the row group, and of the next data page in its chunk. */
  private int rowGroup;

  private int page;
  private long fileNulls;

  /** Entries of the page: values, and whatever stands for none. */
  private int pageEntries;

  private int pageValues;
  private int pageRows;
  private ChunkSummary summary;

  ColumnWriter(
      Leaf leaf,
      WriteOptions options,
      PageCompressors compressors,
      BlockPool pool,
      Optional<FileEncryption.Column> cipher) {
    this.leaf = leaf;
    this.options = options;
    this.compressors = compressors;
    this.cipher = cipher;
    this.values = leaf.valueWriter(options, compressors);
    this.definition = new LevelBuffer(leaf.maxDefinition());
    this.repetition = new LevelBuffer(leaf.maxRepetition());
    this.chunk = new ChunkBuffer(pool);
    this.dictionary = new ChunkBuffer(pool);
    this.fileBounds = values.bounds.fresh();
    this.bloomFilter = leaf.bloomFilter(options);
    bloomFilter.ifPresent(values::addTo);
    startChunk();
  }

  Leaf leaf() {
    return leaf;
  }

  private void startChunk() {
    values.startChunk();
    bloomFilter.ifPresent(ChunkBloomFilter::clear);
    definition.clear();
    repetition.clear();
    summary = new ChunkSummary(leaf, values.bounds, options.boundBytes());
    pageEntries = 0;
    pageValues = 0;
    pageRows = 0;
    page = 0;
  }

  /**
   * Appends whole rows.
   *
   * @param vector holds the values
   * @param rows where in the vector each value is; null if they follow one another from {@code
   *     from} on
   * @param valueCount how many values there are
   * @param definitions each entry's definition level; null if all entries are values
   * @param repetitions each entry's repetition level; null if each is a row
   * @param entryCount how many entries there are
   */
  void append(
      ColumnVector vector,
      int[] rows,
      int from,
      int valueCount,
      byte[] definitions,
      byte[] repetitions,
      int entryCount) {
    int entry = 0;
    int value = 0;
    while (entry < entryCount) {
      int first = rows == null ? from + value : value;
      int room = values.room(vector, rows, first, valueCount - value);
      Piece piece = piece(definitions, repetitions, entry, entryCount, room);
      if (piece.rows == 0) {
        flushPage();
        continue;
      }
      values.append(vector, rows, first, piece.values);
      if (definitions == null) {
        definition.appendHighest(piece.entries);
      } else {
        definition.append(definitions, entry, piece.entries);
      }
      if (repetitions != null) {
        repetition.append(repetitions, entry, piece.entries);
      }
      entry += piece.entries;
      value += piece.values;
      pageEntries += piece.entries;
      pageValues += piece.values;
      pageRows += piece.rows;
      limitDictionary();
      if (pageRows >= options.pageRows()) {
        flushPage();
      }
    }
  }

  /** Whole rows that go into a page at once. */
  private record Piece(int rows, int entries, int values) {}

  /** The next rows that fit the page, at least one if it is empty. */
  private Piece piece(byte[] definitions, byte[] repetitions, int entry, int entryCount, int room) {
    int rowsLeft = options.pageRows() - pageRows;
    if (definitions == null && repetitions == null) {
      int least = pageRows == 0 ? 1 : 0;
      int rows = Math.min(Math.max(room, least), Math.min(rowsLeft, entryCount - entry));
      return new Piece(rows, rows, rows);
    }
    int rows = 0;
    int entries = 0;
    int valuesSoFar = 0;
    int max = leaf.maxDefinition();
    int at = entry;
    int found = 0;
    while (at < entryCount && rows < rowsLeft) {
      do {
        found += definitions == null || definitions[at] == max ? 1 : 0;
        at++;
      } while (repetitions != null && at < entryCount && repetitions[at] != 0);
      if (found > room && (rows > 0 || pageRows > 0)) {
        break;
      }
      rows++;
      entries = at - entry;
      valuesSoFar = found;
    }
    return new Piece(rows, entries, valuesSoFar);
  }

  private void limitDictionary() {
    if (!values.isOverLimit()) {
      return;
    }
    if (values.isConvertible()) {
      values.convertPage();
    } else {
      flushPage();
      values.stopDictionary();
    }
  }

  private void flushPage() {
    Encoding encoding = values.finishPage();
    ByteSink body = values.body;
    levels.clear();
    repetition.encode(levels);
    definition.encode(levels);
    body.prepend(levels);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, body.size(), 0);
    header.setData_page_header(
        new DataPageHeader(pageEntries, encoding, Encoding.RLE, Encoding.RLE));
    long offset = chunk.size();
    int headerBytes = appendPage(header, body, chunk);
    page++;
    summary.addPage(
        offset, headerBytes, header, encoding, pageRows, pageEntries - pageValues, values.bounds);
    values.clearPage();
    definition.clear();
    repetition.clear();
    pageEntries = 0;
    pageValues = 0;
    pageRows = 0;
  }

  /** Appends a page, whose header is completed by that, and returns the header's size. */
  private int appendPage(PageHeader header, ByteSink body, ChunkBuffer target) {
    PageCompressor compressor = compressors.take();
    try {
      int size = compressor.compress(body);
      return appendPage(header, compressor.bytes(), size, target);
    } finally {
      compressors.giveBack(compressor);
    }
  }

  private int appendPage(PageHeader header, byte[] compressed, int length, ChunkBuffer target) {
    byte[] body = compressed;
    int size = length;
    boolean data = header.getType() == PageType.DATA_PAGE;
    if (cipher.isPresent()) {
      ModuleKind kind = data ? ModuleKind.DATA_PAGE : ModuleKind.DICTIONARY_PAGE;
      body = cipher.get().encrypt(kind, rowGroup, page, compressed, 0, length);
      size = body.length;
    }
    header.setCompressed_page_size(size);
    if (options.checksum() == WriteOptions.PageChecksum.CRC32) {
      CRC32 crc = new CRC32();
      crc.update(body, 0, size);
      header.setCrc((int) crc.getValue());
    }
    byte[] head = Thrift.bytes(header);
    if (cipher.isPresent()) {
      ModuleKind kind = data ? ModuleKind.DATA_PAGE_HEADER : ModuleKind.DICTIONARY_PAGE_HEADER;
      head = cipher.get().encrypt(kind, rowGroup, page, head, 0, head.length);
    }
    target.append(head, 0, head.length);
    target.append(body, 0, size);
    return head.length;
  }

  /** How its modules are encrypted, if they are. */
  Optional<FileEncryption.Column> cipher() {
    return cipher;
  }

  /** How many data pages the chunk has so far. */
  int pageCount() {
    return page;
  }

  /** About how many bytes of the chunk are not in the file yet. */
  long heldBytes() {
    return chunk.size() + values.heldBytes();
  }

  /** Encodes and compresses what is left of the chunk; then it can be written. */
  void completeChunk() {
    if (pageEntries > 0) {
      flushPage();
    }
    ByteSink entries = new ByteSink();
    int size = values.finishDictionary(entries);
    if (size > 0) {
      PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, entries.size(), 0);
      header.setDictionary_page_header(new DictionaryPageHeader(size, Encoding.PLAIN));
      summary.addDictionary(appendPage(header, entries, dictionary), header);
    }
  }

  /** Writes the complete chunk to {@code out}, and starts the next one. */
  ChunkSummary writeChunk(ObjectWriter out) {
    ChunkSummary finished = summary;
    bloomFilter.ifPresent(filter -> finished.setBloomFilter(filter.finish()));
    finished.startsAt(out.position());
    dictionary.drain(out);
    chunk.drain(out);
    fileBounds.merge(finished.bounds());
    fileNulls += finished.nullCount();
    rowGroup++;
    startChunk();
    return finished;
  }

  /** The bounds of all chunks that are finished. */
  Bounds fileBounds() {
    return fileBounds;
  }

  /** How many entries of all finished chunks are no values. */
  long fileNulls() {
    return fileNulls;
  }
}
