package io.moraine.core.batch;

import io.moraine.core.type.DataType;

/**
 * The values of one column of a batch, {@code size()} rows of them.
 *
 * <p>A type's values are always held the same way, and may come as a {@link DictionaryVector} over
 * it instead:
 *
 * <pre>
 * boolean                                   {@link BooleanVector}
 * byte, short, integer, date                {@link IntVector}
 * long, timestamp, timestamp_ntz            {@link LongVector}
 * decimal of up to 18 digits                {@link LongVector}, unscaled
 * wider decimal                             {@link DecimalVector}
 * float, double                             {@link FloatVector}, {@link DoubleVector}
 * string, binary                            {@link BytesVector}
 * struct, variant                           {@link StructVector}
 * array, map                                {@link ListVector}, {@link MapVector}
 * void                                      {@link BooleanVector}, every row null
 * </pre>
 */
public abstract sealed class ColumnVector
    permits BooleanVector,
        BytesVector,
        DecimalVector,
        DictionaryVector,
        DoubleVector,
        FloatVector,
        IntVector,
        ListVector,
        LongVector,
        MapVector,
        StructVector {
  private final DataType type;
  private final int size;
  private final byte[] validity;

  /** Arrays may be longer than {@code size}; what stands past it has no meaning. */
  ColumnVector(DataType type, int size, byte[] validity) {
    if (size < 0 || (validity != null && validity.length < size)) {
      throw new IllegalArgumentException(
          "A vector of %d rows cannot have %s validity bytes"
              .formatted(size, validity == null ? "no" : String.valueOf(validity.length)));
    }
    this.type = type;
    this.size = size;
    this.validity = validity;
  }

  /** Throws if an array of {@code length} values cannot hold {@code size} rows. */
  static void requireRoom(int length, int size) {
    if (length < size) {
      throw new IllegalArgumentException(
          "A vector of %d rows needs that many values, got %d".formatted(size, length));
    }
  }

  /** The values' type. */
  public final DataType type() {
    return type;
  }

  /** How many rows. */
  public final int size() {
    return size;
  }

  /** One byte a row, 0 where the row is null; or null if no row is. Not to be changed. */
  public final byte[] validity() {
    return validity;
  }

  /** Whether rows may be null. */
  public final boolean mayHaveNulls() {
    return validity != null;
  }

  /** Whether {@code row} is null. */
  public final boolean isNull(int row) {
    return validity != null && validity[row] == 0;
  }

  /** The value of {@code row} as an object, as {@link DataType} describes; for cold paths. */
  public final Object value(int row) {
    if (row < 0 || row >= size) {
      throw new IndexOutOfBoundsException("Row %d of %d".formatted(row, size));
    }
    return isNull(row) ? null : valueAt(row);
  }

  /** The value of a row that is not null. */
  abstract Object valueAt(int row);

  /** A vector of {@code rows[0 .. count)} of this one, in that order; rows may repeat. */
  public abstract ColumnVector select(int[] rows, int count);

  /** Rows {@code from} to {@code to}, {@code to} excluded; shares the arrays where it can. */
  public ColumnVector slice(int from, int to) {
    int[] rows = new int[to - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = from + i;
    }
    return select(rows, rows.length);
  }

  /** The same values without a dictionary on top. */
  public ColumnVector flat() {
    return this;
  }

  /** The same values under another type that is held the same way. */
  public abstract ColumnVector withType(DataType newType);

  /** The validity of the selected rows, or null where none of this vector's rows is null. */
  final byte[] selectValidity(int[] rows, int count) {
    if (validity == null) {
      return null;
    }
    byte[] selected = new byte[count];
    for (int i = 0; i < count; i++) {
      selected[i] = validity[rows[i]];
    }
    return selected;
  }
}
