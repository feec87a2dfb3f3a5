package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * Arrays: row {@code r} holds {@code elements} rows {@code offsets[r]} to {@code offsets[r + 1]}.
 */
public final class ListVector extends ColumnVector {
  private final int[] offsets;
  private final ColumnVector elements;

  /**
   * {@code offsets} has at least {@code size + 1} entries, none below the one before; a null row is
   * empty. {@code validity} may be null.
   */
  public ListVector(
      DataType.Array type, int size, int[] offsets, ColumnVector elements, byte[] validity) {
    super(type, size, validity);
    requireRoom(offsets.length, size + 1);
    this.offsets = offsets;
    this.elements = elements;
  }

  /** Where each row's elements start, and after the last row, end. Not to be changed. */
  public int[] offsets() {
    return offsets;
  }

  /** All rows' elements. */
  public ColumnVector elements() {
    return elements;
  }

  @Override
  Object valueAt(int row) {
    List<Object> values = new ArrayList<>(offsets[row + 1] - offsets[row]);
    for (int i = offsets[row]; i < offsets[row + 1]; i++) {
      values.add(elements.value(i));
    }
    return values;
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    int[] selectedOffsets = new int[count + 1];
    int[] children = Offsets.select(offsets, rows, count, selectedOffsets);
    return new ListVector(
        (DataType.Array) type(),
        count,
        selectedOffsets,
        elements.select(children, children.length),
        selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new ListVector((DataType.Array) newType, size(), offsets, elements, validity());
  }
}
