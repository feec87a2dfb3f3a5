package io.moraine.core.parquet.read;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.parquet.decode.Dictionary;
import io.moraine.core.parquet.decode.DictionaryDecoder;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects strings and binaries: as codes while all pages of a batch have the chunk's dictionary,
 * else as ranges of the pages' bytes, which are copied only if a batch takes from several pages. A
 * batch that passes is of the page's own bytes, as long as it is of one page.
 */
final class BytesSink extends ValueSink {
  /** A batch holds its bytes in one array. */
  private static final long MAX_BYTES = Integer.MAX_VALUE - 16L;

  /**
   * Slots {@code from} on have their bytes in {@code data}, up to the next part.
   *
   * @param size how many bytes from the first on are theirs; −1 if there are others between them
   * @param borrowed whether it is the page's
   */
  @SuppressWarnings("ArrayRecordComponent")
  private record Part(byte[] data, int from, int size, boolean borrowed) {}

  private final List<Part> parts = new ArrayList<>();
  private int capacity;
  private int[] codes;
  private int[] start;
  private int[] length;

  // The last vector's arrays, if they are used again.
  private int[] keptCodes = {};
  private int[] keptStart = {};
  private int[] keptLength = {};
  private byte[] keptJoined = {};

  // Arrays for values of one batch that do not lie in a page, or whose page is left.
  private byte[] spare = {};
  private byte[] sparePage = {};

  /** Whether this batch has {@link #sparePage}. */
  private boolean tookSparePage;

  /** The dictionary of {@link #codes}; null if there are none. */
  private Dictionary coded;

  /** The dictionary that {@link #dictionaryVector} was made of. */
  private Dictionary shared;

  private ColumnVector dictionaryVector;

  BytesSink(DataType type) {
    super(type);
  }

  @Override
  void begin(int slots) {
    parts.clear();
    capacity = slots;
    codes = null;
    start = null;
    length = null;
    coded = null;
    tookSparePage = false;
  }

  @Override
  void ensure(int slots) {
    if (slots > capacity) {
      capacity = grown(capacity, slots);
      codes = codes == null ? null : Arrays.copyOf(codes, capacity);
      start = start == null ? null : Arrays.copyOf(start, capacity);
      length = length == null ? null : Arrays.copyOf(length, capacity);
    }
  }

  @Override
  void append(ValueDecoder values, int present, byte[] validity, int at, int slots) {
    if (present == 0) {
      appendNulls(at, slots);
    } else if (values instanceof DictionaryDecoder decoder
        && parts.isEmpty()
        && (coded == null || coded == decoder.dictionary())) {
      appendCodes(decoder, present, validity, at, slots);
    } else {
      appendBytes(values, present, validity, at, slots);
    }
  }

  private void appendNulls(int at, int slots) {
    if (codes != null) {
      Arrays.fill(codes, at, at + slots, 0);
    }
    if (length != null) {
      Arrays.fill(start, at, at + slots, 0);
      Arrays.fill(length, at, at + slots, 0);
    }
  }

  private void appendCodes(
      DictionaryDecoder decoder, int present, byte[] validity, int at, int slots) {
    if (codes == null) {
      codes = keptCodes.length >= capacity ? keptCodes : new int[capacity];
      // Nulls may be before.
      Arrays.fill(codes, 0, at, 0);
    }
    coded = decoder.dictionary();
    decoder.codes(codes, at, present);
    if (present < slots) {
      spread(codes, at, present, validity, slots);
    }
  }

  private void appendBytes(ValueDecoder values, int present, byte[] validity, int at, int slots) {
    if (start == null) {
      start = keptStart.length >= capacity ? keptStart : new int[capacity];
      length = keptLength.length >= capacity ? keptLength : new int[capacity];
      // Nulls may be before.
      Arrays.fill(start, 0, at, 0);
      Arrays.fill(length, 0, at, 0);
    }
    if (coded != null) {
      translateCodes(at);
    }
    boolean borrowed = passing && values.lendsPage();
    boolean spared = passing && !borrowed && parts.isEmpty();
    byte[] data =
        borrowed || spared
            ? values.borrowedBytes(start, length, at, present, spare)
            : values.bytes(start, length, at, present);
    spare = spared ? data : spare;
    if (present < slots) {
      spread(start, at, present, validity, slots);
      spread(length, at, present, validity, slots);
    }
    if (parts.isEmpty() || parts.get(parts.size() - 1).data() != data) {
      boolean whole = !borrowed && !spared && !(values instanceof DictionaryDecoder);
      parts.add(new Part(data, parts.isEmpty() ? 0 : at, whole ? data.length : -1, borrowed));
    }
  }

  @Override
  void leavePage(int to) {
    if (parts.isEmpty() || !parts.get(parts.size() - 1).borrowed()) {
      return;
    }
    Part part = parts.remove(parts.size() - 1);
    // Values follow one another in a page; nulls have no length.
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (int i = part.from(); i < to; i++) {
      if (length[i] > 0) {
        first = Math.min(first, start[i]);
        end = Math.max(end, start[i] + length[i]);
      }
    }
    int size = Math.max(0, end - first);
    byte[] own = pageCopy(size);
    if (size > 0) {
      System.arraycopy(part.data(), first, own, 0, size);
    }
    for (int i = part.from(); i < to; i++) {
      start[i] = length[i] > 0 ? start[i] - first : 0;
    }
    parts.add(new Part(own, part.from(), size, false));
  }

  /** An array for the bytes of a page; the first of a batch is always the same. */
  private byte[] pageCopy(int size) {
    if (tookSparePage) {
      return new byte[size];
    }
    sparePage = room(sparePage, size);
    tookSparePage = true;
    return sparePage;
  }

  /** {@code array} if it has room for {@code size} bytes, else one that has a little more. */
  private static byte[] room(byte[] array, int size) {
    return array.length >= size ? array : new byte[grown(array.length, size)];
  }

  /** Turns the codes so far, of slots up to {@code to}, into ranges of the dictionary's bytes. */
  private void translateCodes(int to) {
    if (coded.size() > 0) {
      for (int i = 0; i < to; i++) {
        start[i] = coded.start()[codes[i]];
        length[i] = coded.length()[codes[i]];
      }
    }
    parts.add(new Part(coded.data(), 0, -1, false));
    codes = null;
    coded = null;
  }

  @Override
  ColumnVector build(int slots, byte[] validity) {
    ColumnVector vector = vector(slots, validity);
    parts.clear();
    if (passing) {
      keptCodes = codes == null ? keptCodes : codes;
      keptStart = start == null ? keptStart : start;
      keptLength = length == null ? keptLength : length;
    }
    return vector;
  }

  private ColumnVector vector(int slots, byte[] validity) {
    if (coded != null) {
      return new DictionaryVector(slots, codes, dictionaryVector(coded), validity);
    } else if (parts.isEmpty()) {
      // Nulls only.
      return new BytesVector(type, slots, new byte[0], new int[slots], new int[slots], validity);
    } else if (parts.size() == 1) {
      return bytesVector(slots, parts.get(0).data(), validity);
    }
    return bytesVector(slots, joined(slots, validity), validity);
  }

  private ColumnVector bytesVector(int slots, byte[] data, byte[] validity) {
    if (validity != null) {
      // A null row's code was 0, whose length is not.
      for (int i = 0; i < slots; i++) {
        length[i] &= -validity[i];
      }
    }
    return new BytesVector(type, slots, data, start, length, validity);
  }

  /** Copies all slots' bytes into one array, and moves their starts. */
  private byte[] joined(int slots, byte[] validity) {
    long total = 0;
    for (int p = 0; p < parts.size(); p++) {
      total += bytes(p, slots, validity);
    }
    if (total > MAX_BYTES) {
      throw new UnsupportedFeatureException(
          "Cannot read %d strings of %d bytes into one batch; use smaller batches"
              .formatted(slots, total));
    }
    byte[] data = passing ? room(keptJoined, (int) total) : new byte[(int) total];
    keptJoined = passing ? data : keptJoined;
    int next = 0;
    for (int p = 0; p < parts.size(); p++) {
      Part part = parts.get(p);
      if (part.size() >= 0) {
        System.arraycopy(part.data(), 0, data, next, part.size());
        for (int i = part.from(); i < end(p, slots); i++) {
          start[i] += next;
        }
        next += part.size();
        continue;
      }
      for (int i = part.from(); i < end(p, slots); i++) {
        if (validity == null || validity[i] != 0) {
          System.arraycopy(part.data(), start[i], data, next, length[i]);
          start[i] = next;
          next += length[i];
        }
      }
    }
    return data;
  }

  private int end(int part, int slots) {
    return part + 1 < parts.size() ? parts.get(part + 1).from() : slots;
  }

  /** How many bytes of a part go into the joined ones. */
  private long bytes(int p, int slots, byte[] validity) {
    Part part = parts.get(p);
    if (part.size() >= 0) {
      return part.size();
    }
    long total = 0;
    for (int i = part.from(); i < end(p, slots); i++) {
      total += validity == null || validity[i] != 0 ? length[i] : 0;
    }
    return total;
  }

  /** One vector for all batches of a chunk, so that they can be told to share it. */
  private ColumnVector dictionaryVector(Dictionary dictionary) {
    if (shared != dictionary) {
      shared = dictionary;
      dictionaryVector =
          new BytesVector(
              type,
              dictionary.size(),
              dictionary.data(),
              dictionary.start(),
              dictionary.length(),
              null);
    }
    return dictionaryVector;
  }
}
