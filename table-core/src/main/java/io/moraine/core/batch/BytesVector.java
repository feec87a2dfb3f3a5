package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings and binaries: row {@code r} is {@code data[start[r] .. start[r] + length[r])}.
 *
 * <p>Rows need not lie in order, may share bytes, and {@code data} may hold other bytes too, so
 * that a decompressed page can serve as it is. Strings are valid UTF-8.
 */
public final class BytesVector extends ColumnVector {
  private final byte[] data;
  private final int[] start;
  private final int[] length;

  /** {@code start} and {@code length} have at least {@code size} entries. */
  public BytesVector(
      DataType type, int size, byte[] data, int[] start, int[] length, byte[] validity) {
    super(type, size, validity);
    requireRoom(start.length, size);
    requireRoom(length.length, size);
    this.data = data;
    this.start = start;
    this.length = length;
  }

  /** The bytes that the rows lie in. Not to be changed. */
  public byte[] data() {
    return data;
  }

  /** Where each row starts in {@link #data()}; of null rows without meaning. */
  public int[] start() {
    return start;
  }

  /** How many bytes each row has; 0 for null rows. */
  public int[] length() {
    return length;
  }

  /** The row as a string; it must not be null. */
  public String string(int row) {
    return new String(data, start[row], length[row], StandardCharsets.UTF_8);
  }

  /** A copy of the row's bytes; it must not be null. */
  public byte[] bytes(int row) {
    return Arrays.copyOfRange(data, start[row], start[row] + length[row]);
  }

  @Override
  Object valueAt(int row) {
    return type() == DataType.Primitive.BINARY ? bytes(row) : string(row);
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    int[] selectedStart = new int[count];
    int[] selectedLength = new int[count];
    for (int i = 0; i < count; i++) {
      selectedStart[i] = start[rows[i]];
      selectedLength[i] = length[rows[i]];
    }
    return new BytesVector(
        type(), count, data, selectedStart, selectedLength, selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new BytesVector(newType, size(), data, start, length, validity());
  }
}
