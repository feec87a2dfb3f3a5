package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import java.util.Arrays;
import org.apache.parquet.format.Encoding;

/**
 * Encodes the values, without nulls, of one leaf column: as codes of a dictionary for as long as
 * that takes less room, then as they are.
 *
 * <p>Values come as {@code count} rows of a vector: row {@code rows[from + i]}, or row {@code from
 * + i} where {@code rows} is null.
 */
abstract sealed class ValueWriter permits BooleanWriter, FixedWriter, DecimalWriter, BytesWriter {
  /** Room for levels before the values of a page; more is made where it does not suffice. */
  private static final int LEVELS_GAP = 4096;

  /** A dictionary is used if it saves at least a tenth: decoding by it is work for readers, too. */
  private static final double DICTIONARY_WORTH = 0.9;

  final WriteOptions options;

  /** Of the values of the page, complete once it is finished. */
  final Bounds bounds;

  /** The page's values as bytes. While a dictionary is in use, empty until the page is finished. */
  final ByteSink body = new ByteSink(LEVELS_GAP);

  private boolean usesDictionary;

  /** The page that was finished last would have been smaller without the dictionary. */
  private boolean isWorthless;

  /** Entries that go into the file; fewer than there are if the last page did without. */
  private int dictionarySize;

  /** The page's values as codes, while a dictionary is in use. */
  private int[] codes = new int[0];

  private int codeCount;

  /** The dictionary's size at the page's start. */
  private int entriesBefore;

  /** By code, the last page that used it. */
  private int[] lastPage = new int[0];

  private int page;

  /** The page's distinct codes. */
  private int[] distinct = new int[0];

  /** The last dictionary that values came with, and our codes for its entries plus one. */
  private ColumnVector source;

  private int[] sourceCodes = new int[0];

  private int[] gathered = new int[0];

  ValueWriter(WriteOptions options, Bounds bounds) {
    this.options = options;
    this.bounds = bounds;
  }

  // What each type does for itself.

  /** How many entries its dictionary has. */
  abstract int entries();

  /** What the first {@code entries} entries take in a dictionary page. */
  abstract int entriesBytes(int entries);

  abstract void clearEntries();

  /** Puts codes of values into {@code target} from {@code at} on. */
  abstract void encode(ColumnVector vector, int[] rows, int from, int count, int[] target, int at);

  /** Appends values to {@link #body} and {@link #bounds}. */
  abstract void appendPlain(ColumnVector vector, int[] rows, int from, int count);

  /** Appends the dictionary's values of {@code codes} to {@link #body} and {@link #bounds}. */
  abstract void appendPlainByCode(int[] codes, int count);

  /** Adds the dictionary's values of {@code codes} to {@link #bounds}. */
  abstract void addBounds(int[] codes, int count);

  /** What the values of {@code codes} take when appended as they are. */
  abstract long plainBytes(int[] codes, int count);

  /** Appends the first {@code entries} entries to {@code target}. */
  abstract void putEntries(int entries, ByteSink target);

  /** How many of the values, the first ones, take no more than {@code budget} bytes as they are. */
  abstract int fitting(ColumnVector vector, int[] rows, int from, int count, long budget);

  /** Brings {@link #body} from plain values into the encoding that it returns. */
  Encoding finishPlain() {
    return Encoding.PLAIN;
  }

  /** Whether a dictionary can be used at all. */
  boolean allowsDictionary() {
    return options.dictionaryEntries() > 0 && options.dictionaryBytes() > 0;
  }

  // What is the same for all.

  final void startChunk() {
    clearEntries();
    usesDictionary = allowsDictionary();
    isWorthless = false;
    dictionarySize = 0;
    source = null;
    page = 0;
    Arrays.fill(lastPage, 0);
    startPage();
  }

  private void startPage() {
    body.clear();
    bounds.clear();
    codeCount = 0;
    entriesBefore = entries();
    page++;
  }

  /** Forgets the page's values once they are written. */
  final void clearPage() {
    if (usesDictionary && isWorthless) {
      stopDictionary();
    }
    startPage();
  }

  /**
   * How many of the values, the first ones, may be appended to this page at once; 0 if it is full.
   */
  final int room(ColumnVector vector, int[] rows, int from, int count) {
    if (!usesDictionary) {
      return fitting(vector, rows, from, count, options.pageBytes() - (long) body.size());
    }
    int most = Math.min(count, options.pageBytes() / Short.BYTES - codeCount);
    // A piece must not outgrow memory before the dictionary's limits are looked at again.
    return most <= 0 ? 0 : Math.max(1, fitting(vector, rows, from, most, options.pageBytes()));
  }

  final void append(ColumnVector vector, int[] rows, int from, int count) {
    if (vector instanceof DictionaryVector dictionary) {
      // A dictionary that is too large for the file is not worth a table of its codes.
      if (usesDictionary && dictionary.dictionary().size() <= 2L * options.dictionaryEntries()) {
        appendCodes(dictionary, rows, from, count);
      } else {
        append(dictionary.dictionary(), entryRows(dictionary, rows, from, count), 0, count);
      }
    } else if (usesDictionary) {
      roomForCodes(count);
      encode(vector, rows, from, count, codes, codeCount);
      codeCount += count;
    } else {
      appendPlain(vector, rows, from, count);
    }
  }

  /** The rows of a vector's dictionary that stand for its rows; good until the next call. */
  final int[] entryRows(DictionaryVector vector, int[] rows, int from, int count) {
    if (gathered.length < count) {
      gathered = new int[Math.max(count, 2 * gathered.length)];
    }
    int[] theirs = vector.codes();
    if (rows == null) {
      System.arraycopy(theirs, from, gathered, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        gathered[i] = theirs[rows[from + i]];
      }
    }
    return gathered;
  }

  private void roomForCodes(int count) {
    if (codes.length < codeCount + count) {
      codes = Arrays.copyOf(codes, Math.max(1024, 2 * (codeCount + count)));
    }
  }

  /** Values that come with a dictionary are looked up once an entry, not once a value. */
  private void appendCodes(DictionaryVector vector, int[] rows, int from, int count) {
    ColumnVector dictionary = vector.dictionary();
    if (dictionary != source) {
      source = dictionary;
      if (sourceCodes.length < dictionary.size()) {
        sourceCodes = new int[dictionary.size()];
      } else {
        Arrays.fill(sourceCodes, 0, dictionary.size(), 0);
      }
    }
    roomForCodes(count);
    int[] theirs = vector.codes();
    for (int i = 0; i < count; i++) {
      int entry = theirs[rows == null ? from + i : rows[from + i]];
      int code = sourceCodes[entry];
      if (code == 0) {
        encode(dictionary, null, entry, 1, codes, codeCount + i);
        code = codes[codeCount + i] + 1;
        sourceCodes[entry] = code;
      }
      codes[codeCount + i] = code - 1;
    }
    codeCount += count;
  }

  /** Whether the dictionary has outgrown its limits. */
  final boolean isOverLimit() {
    return usesDictionary
        && (entries() > options.dictionaryEntries()
            || entriesBytes(entries()) > options.dictionaryBytes());
  }

  /** Whether the page would stay small if its codes were turned into values. */
  final boolean isConvertible() {
    return plainBytes(codes, codeCount) <= mostPlainBytes();
  }

  private long mostPlainBytes() {
    return 2L * options.pageBytes();
  }

  /** Does without a dictionary from this page on. */
  final void convertPage() {
    usesDictionary = false;
    dictionarySize = entriesBefore;
    bounds.clear();
    appendPlainByCode(codes, codeCount);
    codeCount = 0;
  }

  /** Does without a dictionary from the next value on; the page has none yet. */
  final void stopDictionary() {
    usesDictionary = false;
    dictionarySize = entries();
  }

  /** Completes {@link #body} and {@link #bounds}, and tells the encoding. */
  final Encoding finishPage() {
    if (!usesDictionary) {
      return finishPlain();
    }
    if (codeCount == 0 && entries() == 0) {
      // Without any entry there is no dictionary page, so no page may refer to one.
      return Encoding.PLAIN;
    }
    int width = HybridEncoder.width(Math.max(0, entries() - 1));
    long plainBytes = plainBytes(codes, codeCount);
    long codeBytes = (long) codeCount * width / Byte.SIZE;
    long added = (long) entriesBytes(entries()) - entriesBytes(entriesBefore);
    isWorthless = codeCount > 0 && added + codeBytes >= plainBytes * DICTIONARY_WORTH;
    if (isWorthless && plainBytes <= mostPlainBytes()) {
      convertPage();
      return finishPlain();
    }
    addDistinctBounds();
    body.putByte(width);
    HybridEncoder.encode(codes, codeCount, width, body);
    return Encoding.RLE_DICTIONARY;
  }

  private void addDistinctBounds() {
    if (lastPage.length < entries()) {
      lastPage = Arrays.copyOf(lastPage, Math.max(1024, 2 * entries()));
      distinct = new int[lastPage.length];
    }
    int count = 0;
    for (int i = 0; i < codeCount; i++) {
      int code = codes[i];
      distinct[count] = code;
      count += lastPage[code] == page ? 0 : 1;
      lastPage[code] = page;
    }
    addBounds(distinct, count);
  }

  /** Ends the chunk: appends its dictionary to {@code target} and returns its number of entries. */
  final int finishDictionary(ByteSink target) {
    int size = usesDictionary ? entries() : dictionarySize;
    if (size > 0) {
      putEntries(size, target);
    }
    return size;
  }

  /** About how many bytes are held that no page has yet. */
  final long heldBytes() {
    return body.size() + 2L * codeCount + (usesDictionary ? entriesBytes(entries()) : 0);
  }
}
