package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Encoding;

/**
 * Encodes the values, without nulls, of one leaf column: as codes of a dictionary for as long as
 * that costs less, then in the form that costs least.
 *
 * <p>Values come as {@code count} rows of a vector: row {@code rows[from + i]}, or row {@code from
 * + i} where {@code rows} is null.
 */
abstract sealed class ValueWriter permits BooleanWriter, FixedWriter, DecimalWriter, BytesWriter {
  /** Room for levels before the values of a page; more is made where it does not suffice. */
  private static final int LEVELS_GAP = 4096;

  /** After that many pages the values may have become others. */
  private static final int PAGES_BETWEEN_TRIALS = 64;

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

  private final FormTrial trial;

  /** Null if the column gets none. */
  private ChunkBloomFilter bloomFilter;

  /** The first page that forms are tried on again. */
  private int nextTrial;

  ValueWriter(WriteOptions options, Bounds bounds, PageCompressors compressors) {
    this.options = options;
    this.bounds = bounds;
    this.trial = new FormTrial(compressors);
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

  /** Appends the dictionary's values of {@code codes} to {@code target}. */
  abstract void putPlain(int[] codes, int count, ByteSink target);

  /** Adds the dictionary's values of {@code codes} to {@link #bounds}. */
  abstract void addBounds(int[] codes, int count);

  /** What the values of {@code codes} take when appended as they are. */
  abstract long plainBytes(int[] codes, int count);

  /** Appends the first {@code entries} entries to {@code target}. */
  abstract void putEntries(int entries, ByteSink target);

  /** How many of the values, the first ones, take no more than {@code budget} bytes as they are. */
  abstract int fitting(ColumnVector vector, int[] rows, int from, int count, long budget);

  /** The forms that a page without a dictionary may have; the plain one is the first of several. */
  List<PageForm> forms() {
    return List.of(PageForm.PLAIN);
  }

  /** Brings the plain values of {@code plain} into one of {@link #forms}. */
  void bring(ByteSink plain, PageForm form) {}

  /** The size of the first values of {@code plain}, which is not empty, for a sample. */
  abstract int sampleBytes(ByteSink plain);

  /** Whether a dictionary can be used at all. */
  boolean allowsDictionary() {
    return options.dictionaryEntries() > 0 && options.dictionaryBytes() > 0;
  }

  // What is the same for all.

  /** Has all values of chunks to come added to {@code filter}. */
  final void addTo(ChunkBloomFilter filter) {
    bloomFilter = filter;
  }

  final void startChunk() {
    clearEntries();
    usesDictionary = allowsDictionary();
    isWorthless = false;
    dictionarySize = 0;
    source = null;
    page = 0;
    nextTrial = 1;
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
    // What was tried before was of values that a dictionary suited.
    nextTrial = page;
    addDistinctBounds();
    putPlain(codes, codeCount, body);
    codeCount = 0;
  }

  /** Does without a dictionary from the next value on; the page has none yet. */
  final void stopDictionary() {
    usesDictionary = false;
    dictionarySize = entries();
    nextTrial = page;
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
    isWorthless = codeCount > 0 && isDictionaryWorthless(width);
    if (isWorthless && plainBytes(codes, codeCount) <= mostPlainBytes()) {
      convertPage();
      return finishPlain();
    }
    addDistinctBounds();
    body.putByte(width);
    HybridEncoder.encode(codes, codeCount, width, body);
    return Encoding.RLE_DICTIONARY;
  }

  private boolean isDictionaryWorthless(int width) {
    if (page >= nextTrial) {
      int count = Math.min(codeCount, FormTrial.SAMPLE_VALUES);
      while (count > 1 && plainBytes(codes, count) > FormTrial.SAMPLE_BYTES) {
        count /= 2;
      }
      putPlain(codes, count, trial.sample());
      trial.tryForms(this, forms());
      int size = Math.min(entries(), FormTrial.SAMPLE_VALUES);
      while (size > 1 && entriesBytes(size) > FormTrial.SAMPLE_BYTES) {
        size /= 2;
      }
      putEntries(size, trial.sample());
      trial.tryDictionary(codes, count, width);
      nextTrial = page + PAGES_BETWEEN_TRIALS;
    }
    return trial.dictionaryCost((long) codeCount * width, expectedEntryBytes())
        >= trial.formCost(plainBytes(codes, codeCount));
  }

  /**
   * How many bytes of new entries a further page is to have: twice what this one's second half
   * brought, since the first values are always new.
   */
  private long expectedEntryBytes() {
    int seen = entriesBefore;
    for (int i = 0; i < codeCount / 2; i++) {
      seen = Math.max(seen, codes[i] + 1);
    }
    return 2L * (entriesBytes(entries()) - entriesBytes(seen));
  }

  private Encoding finishPlain() {
    List<PageForm> forms = forms();
    PageForm form = forms.get(0);
    if (forms.size() > 1 && body.size() > 0) {
      if (page >= nextTrial) {
        trial.sample().putBytes(body.array(), body.from(), sampleBytes(body));
        trial.tryForms(this, forms);
        nextTrial = page + PAGES_BETWEEN_TRIALS;
      }
      form = trial.best();
    }
    if (bloomFilter != null) {
      bloomFilter.addAll(body);
    }
    bring(body, form);
    return form.encoding();
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
      if (bloomFilter != null) {
        bloomFilter.addAll(target);
      }
    }
    return size;
  }

  /** About how many bytes are held that no page has yet. */
  final long heldBytes() {
    return body.size() + 2L * codeCount + (usesDictionary ? entriesBytes(entries()) : 0);
  }
}
