package io.moraine.core.batch;

import io.moraine.core.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps: row {@code r} holds the entries {@code offsets[r]} to {@code offsets[r + 1]} of {@code
 * keys} and {@code values}. Keys are not null; should one repeat within a row, the last one counts.
 */
public final class MapVector extends ColumnVector {
  private final int[] offsets;
  private final ColumnVector keys;
  private final ColumnVector values;

  /**
   * {@code offsets} has at least {@code size + 1} entries, none below the one before; a null row is
   * empty. {@code validity} may be null.
   */
  public MapVector(
      DataType.MapOf type,
      int size,
      int[] offsets,
      ColumnVector keys,
      ColumnVector values,
      byte[] validity) {
    super(type, size, validity);
    requireRoom(offsets.length, size + 1);
    this.offsets = offsets;
    this.keys = keys;
    this.values = values;
  }

  /** Where each row's entries start, and after the last row, end. Not to be changed. */
  public int[] offsets() {
    return offsets;
  }

  /** All rows' keys. */
  public ColumnVector keys() {
    return keys;
  }

  /** All rows' values, one for each key. */
  public ColumnVector values() {
    return values;
  }

  @Override
  Object valueAt(int row) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = offsets[row]; i < offsets[row + 1]; i++) {
      map.put(keys.value(i), values.value(i));
    }
    return map;
  }

  @Override
  public ColumnVector select(int[] rows, int count) {
    int[] selectedOffsets = new int[count + 1];
    int[] children = Offsets.select(offsets, rows, count, selectedOffsets);
    return new MapVector(
        (DataType.MapOf) type(),
        count,
        selectedOffsets,
        keys.select(children, children.length),
        values.select(children, children.length),
        selectValidity(rows, count));
  }

  @Override
  public ColumnVector withType(DataType newType) {
    return new MapVector((DataType.MapOf) newType, size(), offsets, keys, values, validity());
  }
}
