package io.moraine.core.batch;

import io.moraine.core.type.DataType;

/**
 * Values as codes into a dictionary: row {@code r} is {@code dictionary} row {@code codes[r]}.
 *
 * <p>Nulls are told by this vector's validity; no entry of the dictionary is null, and codes of
 * null rows are 0. Entries may repeat and may be unused. A dictionary is not itself a dictionary
 * vector.
 */
public final class DictionaryVector extends ColumnVector {
  private final int[] codes;
  private final ColumnVector dictionary;

  /** {@code codes} has at least {@code size} entries; {@code validity} may be null. */
  public DictionaryVector(int size, int[] codes, ColumnVector dictionary, byte[] validity) {
    super(dictionary.type(), size, validity);
    requireRoom(codes.length, size);
    if (dictionary instanceof DictionaryVector) {
      throw new IllegalArgumentException("A dictionary cannot have a dictionary");
    }
    this.codes = codes;
    this.dictionary = dictionary;
  }

  /** Each row's entry. Not to be changed. */
  public int[] codes() {
    return codes;
  }

  /** The distinct values, or a superset of them. */
  public ColumnVector dictionary() {
    return dictionary;
  }

  @Override
  Object valueAt(int row) {
    return dictionary.valueAt(codes[row]);
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    int[] selected = new int[count];
    for (int i = 0; i < count; i++) {
      selected[i] = codes[rows[i]];
    }
    return new DictionaryVector(count, selected, dictionary, selectValidity(rows, count));
  }

  @Override
  public ColumnVector flat() {
    if (dictionary.size() == 0) {
      return Vectors.nulls(type(), size());
    }
    ColumnVector flat = dictionary.select(codes, size());
    return validity() == null ? flat : Vectors.withValidity(flat, validity());
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new DictionaryVector(size(), codes, dictionary.withType(newType), validity());
  }
}
