package io.moraine.engine.exec.hash;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DecimalVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType;
import java.util.IdentityHashMap;

/**
 * Codes that number the distinct values: of strings, of what is longer than a word, of nested
 * values by a canonical form in bytes.
 *
 * <p>Of dictionary vectors only entries are looked up, once for each dictionary and thread.
 */
final class InternedCodec extends KeyCodec {
  /** How values become bytes. */
  enum Form {
    /** They are bytes. */
    BYTES,
    /** Two words. */
    WIDE_DECIMAL,
    /** {@link NestedBytes}. */
    NESTED
  }

  private static final int BITS = 32;

  /** No value is given it: numbers end before. */
  private static final long MISSING = 0xFFFFFFFFL;

  /** Dictionaries remembered at once: one for each file that workers read in turn. */
  private static final int REMEMBERED = 64;

  private final Form form;
  private final BytesInterner interner = new BytesInterner();
  private ColumnVector decoded;

  InternedCodec(DataType type, Form form) {
    super(type, BITS);
    this.form = form;
  }

  private static final class InternedScratch extends Scratch {
    /** By dictionary: number + 2 of each entry, 1 if missing, 0 if not looked up yet. */
    private final IdentityHashMap<ColumnVector, int[]> dictionaries = new IdentityHashMap<>();

    private final IdentityHashMap<ColumnVector, long[]> entryHashes = new IdentityHashMap<>();

    private final NestedBytes bytes = new NestedBytes();
  }

  @Override
  Scratch scratch() {
    return new InternedScratch();
  }

  @Override
  long[] insert(ColumnVector vector, Scratch scratch) {
    return codes(vector, (InternedScratch) scratch, true);
  }

  @Override
  long[] find(ColumnVector vector, Scratch scratch) {
    return codes(vector, (InternedScratch) scratch, false);
  }

  private long[] codes(ColumnVector vector, InternedScratch scratch, boolean insert) {
    int count = vector.size();
    long[] codes = scratch.codes(count);
    if (vector instanceof DictionaryVector coded) {
      ColumnVector dictionary = coded.dictionary();
      if (scratch.dictionaries.size() >= REMEMBERED) {
        scratch.dictionaries.clear();
      }
      int[] known = scratch.dictionaries.computeIfAbsent(dictionary, d -> new int[d.size()]);
      int[] entries = coded.codes();
      byte[] validity = coded.validity();
      for (int i = 0; i < count; i++) {
        if (validity != null && validity[i] == 0) {
          codes[i] = 0;
        } else {
          int number = known[entries[i]];
          if (number == 0) {
            number = (int) code(dictionary, entries[i], scratch, insert) + 2;
            known[entries[i]] = number;
          }
          codes[i] = (number - 2) & MISSING;
        }
      }
    } else {
      byte[] validity = vector.validity();
      for (int i = 0; i < count; i++) {
        codes[i] =
            validity != null && validity[i] == 0 ? 0 : code(vector, i, scratch, insert) & MISSING;
      }
    }
    return codes;
  }

  /** The number of a value that is not null, −1 if there is none. */
  private long code(ColumnVector vector, int row, InternedScratch scratch, boolean insert) {
    if (vector instanceof BytesVector bytes) {
      int start = bytes.start()[row];
      int length = bytes.length()[row];
      return insert
          ? interner.insert(bytes.data(), start, length)
          : interner.find(bytes.data(), start, length);
    }
    NestedBytes nested = encoded(vector, row, scratch);
    return insert
        ? interner.insert(nested.data(), 0, nested.size())
        : interner.find(nested.data(), 0, nested.size());
  }

  private NestedBytes encoded(ColumnVector vector, int row, InternedScratch scratch) {
    NestedBytes nested = scratch.bytes;
    nested.clear();
    if (form == Form.WIDE_DECIMAL) {
      nested.putLong(((DecimalVector) vector).high()[row]);
      nested.putLong(((DecimalVector) vector).low()[row]);
    } else {
      nested.put(vector, row);
    }
    return nested;
  }

  @Override
  void hashes(ColumnVector vector, Scratch scratch, long[] hashes) {
    InternedScratch own = (InternedScratch) scratch;
    if (vector instanceof DictionaryVector coded) {
      if (own.entryHashes.size() >= REMEMBERED) {
        own.entryHashes.clear();
      }
      long[] entries =
          own.entryHashes.computeIfAbsent(
              coded.dictionary(),
              dictionary -> {
                long[] all = new long[dictionary.size()];
                hashes(dictionary, scratch, all);
                return all;
              });
      int[] codes = coded.codes();
      for (int i = 0; i < coded.size(); i++) {
        hashes[i] = coded.isNull(i) ? 0 : entries[codes[i]];
      }
    } else if (vector instanceof BytesVector bytes) {
      for (int i = 0; i < bytes.size(); i++) {
        hashes[i] =
            bytes.isNull(i) ? 0 : Hashing.bytes(bytes.data(), bytes.start()[i], bytes.length()[i]);
      }
    } else {
      for (int i = 0; i < vector.size(); i++) {
        NestedBytes nested = vector.isNull(i) ? null : encoded(vector, i, own);
        hashes[i] = nested == null ? 0 : Hashing.bytes(nested.data(), 0, nested.size());
      }
    }
  }

  @Override
  ColumnVector decode(long[] codes, int count, byte[] validity) {
    if (interner.size() == 0) {
      return Vectors.nulls(type(), count);
    }
    if (decoded == null || decoded.size() < interner.size()) {
      decoded = decodeAll();
    }
    int[] entries = new int[count];
    for (int i = 0; i < count; i++) {
      entries[i] = (int) codes[i];
    }
    return new DictionaryVector(count, entries, decoded, validity);
  }

  private ColumnVector decodeAll() {
    return switch (form) {
      case BYTES -> interner.values(type());
      case WIDE_DECIMAL -> {
        BytesVector words = interner.values(DataType.Primitive.BINARY);
        int count = words.size();
        long[] high = new long[count];
        long[] low = new long[count];
        for (int i = 0; i < count; i++) {
          high[i] = NestedBytes.longAt(words.data(), words.start()[i]);
          low[i] = NestedBytes.longAt(words.data(), words.start()[i] + 8);
        }
        yield new DecimalVector((DataType.Decimal) type(), count, high, low, null);
      }
      case NESTED -> NestedBytes.read(type(), interner.values(DataType.Primitive.BINARY));
    };
  }

  @Override
  long hash(long code) {
    return interner.size() == 0 ? 0 : interner.hash((int) code);
  }

  @Override
  long bytes() {
    return interner.bytes();
  }
}
