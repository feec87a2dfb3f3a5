package io.moraine.engine.exec.hash;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers distinct keys from 0 in the order they first come. Null equals null, −0.0 equals 0.0, NaN
 * equals NaN. For one thread; finding alone is safe for several, each with its own {@link Finder}.
 */
public final class GroupTable {
  private static final int NONE = -1;

  private final List<KeyColumn> columns;
  private final KeyEncoder encoder;
  private final KeyEncoder.Scratch scratch;
  private final LongTable narrow;
  private final WordsTable wide;

  /**
   * A single nullable column of 64 bits leaves no bit for null: it has a number of its own instead.
   */
  private final boolean nullApart;

  private int nullNumber = NONE;

  /** Of few distinct strings, groups by their codes; null where keys are of another kind. */
  private final CodeGroups byCodes;

  /** An empty table of keys of {@code columns}; no columns have one key. */
  public GroupTable(List<KeyColumn> columns) {
    this(columns, 0);
  }

  /** As the other constructor, with room for {@code expected} keys. */
  public GroupTable(List<KeyColumn> columns, int expected) {
    this.columns = List.copyOf(columns);
    this.nullApart =
        columns.size() == 1
            && columns.get(0).nullable()
            && KeyCodec.of(columns.get(0).type()).bits() == 64;
    this.encoder =
        new KeyEncoder(nullApart ? List.of(new KeyColumn(columns.get(0).type(), false)) : columns);
    this.scratch = encoder.scratch();
    this.narrow = encoder.width() == 1 ? new LongTable(expected) : null;
    this.wide = encoder.width() == 1 ? null : new WordsTable(encoder.width());
    this.byCodes = CodeGroups.of(columns);
    if (columns.isEmpty()) {
      narrow.insert(new long[1], 1, new int[1]);
    }
  }

  /** How many distinct keys there are. */
  public int size() {
    return narrow != null ? narrow.size() : wide.size();
  }

  /** About how many bytes the table holds. */
  public long bytes() {
    return encoder.bytes() + (narrow != null ? narrow.bytes() : wide.bytes());
  }

  /**
   * Writes the numbers of the keys of {@code rows} rows to {@code numbers}; new keys get new ones.
   */
  public void insert(ColumnVector[] keys, int rows, int[] numbers) {
    if (columns.isEmpty()) {
      Arrays.fill(numbers, 0, rows, 0);
    } else if (nullApart && keys[0].mayHaveNulls()) {
      insertNullable(keys[0], rows, numbers);
    } else {
      long[][] codes = encoder.codes(keys, scratch);
      if (byCodes != null && byCodes.find(keys, codes, rows, numbers)) {
        return;
      }
      long[][] words = encoder.combine(keys, codes, rows, scratch);
      if (narrow != null) {
        narrow.insert(words[0], rows, numbers);
      } else {
        wide.insert(words, rows, numbers);
      }
      if (byCodes != null) {
        byCodes.learn(keys, codes, rows, numbers);
      }
    }
  }

  private void insertNullable(ColumnVector key, int rows, int[] numbers) {
    int[] present = new int[rows];
    int count = 0;
    byte[] validity = key.validity();
    for (int i = 0; i < rows; i++) {
      present[count] = i;
      count += validity[i];
    }
    int firstNull = 0;
    while (firstNull < rows && validity[firstNull] != 0) {
      firstNull++;
    }
    long[] words = encoder.insert(new ColumnVector[] {key}, rows, scratch)[0];
    if (nullNumber == NONE && firstNull < rows) {
      // Keys are numbered as they come: those before the first null come first.
      narrow.insert(words, firstNull, numbers);
      nullNumber = narrow.addUnkeyed();
    }
    long[] compact = new long[count];
    for (int i = 0; i < count; i++) {
      compact[i] = words[present[i]];
    }
    int[] found = new int[count];
    narrow.insert(compact, count, found);
    Arrays.fill(numbers, 0, rows, nullNumber);
    for (int i = 0; i < count; i++) {
      numbers[present[i]] = found[i];
    }
  }

  /** Finds keys without adding any; for one thread. */
  public final class Finder implements KeyNumbers {
    private final KeyEncoder.Scratch own = encoder.scratch();

    private Finder() {}

    @Override
    public void find(ColumnVector[] keys, int rows, int[] numbers) {
      if (columns.isEmpty()) {
        Arrays.fill(numbers, 0, rows, 0);
        return;
      }
      long[][] words = encoder.find(keys, rows, own);
      if (narrow != null) {
        narrow.find(words[0], rows, numbers);
      } else {
        wide.find(words, rows, numbers);
      }
      if (nullApart && keys[0].mayHaveNulls()) {
        byte[] validity = keys[0].validity();
        for (int i = 0; i < rows; i++) {
          numbers[i] = validity[i] == 0 ? nullNumber : numbers[i];
        }
      }
    }
  }

  /** A finder of the keys that are there by now; none may be added while it is used. */
  public Finder finder() {
    return new Finder();
  }

  /** The values of key column {@code column} in keys {@code numbers[0 .. count)}. */
  public ColumnVector key(int column, int[] numbers, int count) {
    long[] stored = narrow != null ? narrow.keys() : wide.keys();
    long[] codes = encoder.codes(column, stored, numbers, count);
    byte[] validity =
        nullApart
            ? validityApart(numbers, count)
            : encoder.validity(column, stored, numbers, count);
    return encoder.codec(column).decode(codes, count, validity);
  }

  private byte[] validityApart(int[] numbers, int count) {
    if (nullNumber == NONE) {
      return null;
    }
    byte[] validity = new byte[count];
    for (int i = 0; i < count; i++) {
      validity[i] = (byte) (numbers[i] == nullNumber ? 0 : 1);
    }
    return validity;
  }

  /** Hashes of all keys by number, as {@link KeyHasher} gives them. */
  public long[] hashes() {
    int size = size();
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    long[] hashes = new long[size];
    long[] stored = narrow != null ? narrow.keys() : wide.keys();
    for (int c = 0; c < columns.size(); c++) {
      long[] codes = encoder.codes(c, stored, all, size);
      byte[] validity =
          nullApart ? validityApart(all, size) : encoder.validity(c, stored, all, size);
      KeyCodec codec = encoder.codec(c);
      for (int i = 0; i < size; i++) {
        long hash =
            validity != null && validity[i] == 0 ? KeyHasher.NULL_HASH : codec.hash(codes[i]);
        hashes[i] = Hashing.combine(hashes[i], hash);
      }
    }
    for (int i = 0; i < size; i++) {
      hashes[i] = Hashing.mix(hashes[i]);
    }
    return hashes;
  }

  /** The types of the key's columns. */
  public List<DataType> types() {
    return columns.stream().map(KeyColumn::type).toList();
  }
}
