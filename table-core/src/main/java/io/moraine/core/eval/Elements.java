package io.moraine.core.eval;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.kernel.Validity;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** The elements of many collections, those of null ones left out. */
final class Elements {
  /** Where each row's elements end, counted from those of the first; one more than rows. */
  final int[] offsets;

  /** Each element's row, its place in the vector of elements, and its number in its collection. */
  final int[] rows;

  final int[] places;
  private final int[] numbers;

  private Elements(int[] offsets, int[] rows, int[] places, int[] numbers) {
    this.offsets = offsets;
    this.rows = rows;
    this.places = places;
    this.numbers = numbers;
  }

  /** Those of {@code collection}, a vector of arrays or maps with {@code bounds}. */
  static Elements of(ColumnVector collection, int[] bounds) {
    int count = collection.size();
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = collection.isNull(i) ? 0 : bounds[i + 1] - bounds[i];
    }
    Elements elements = ofLengths(lengths);
    for (int i = 0; i < elements.places.length; i++) {
      elements.places[i] = bounds[elements.rows[i]] + elements.numbers[i];
    }
    return elements;
  }

  /** As many a row as {@code lengths} says, without places. */
  static Elements ofLengths(int[] lengths) {
    int[] offsets = new int[lengths.length + 1];
    for (int i = 0; i < lengths.length; i++) {
      offsets[i + 1] = Math.addExact(offsets[i], lengths[i]);
    }
    int total = offsets[lengths.length];
    int[] rows = new int[total];
    int[] numbers = new int[total];
    for (int i = 0; i < lengths.length; i++) {
      Arrays.fill(rows, offsets[i], offsets[i + 1], i);
      for (int k = 0; k < lengths[i]; k++) {
        numbers[offsets[i] + k] = k;
      }
    }
    return new Elements(offsets, rows, new int[total], numbers);
  }

  int count() {
    return rows.length;
  }

  /** The elements among {@code values}. */
  ColumnVector of(ColumnVector values) {
    return values.select(places, places.length);
  }

  /** The elements' numbers in their collections, from 0. */
  ColumnVector numbers() {
    return new IntVector(DataType.Primitive.INTEGER, numbers.length, numbers, null);
  }

  int number(int element) {
    return numbers[element];
  }

  /** Rows {@code places[0 .. count)} of {@code values}, null for a place below 0. */
  static ColumnVector selectOrNull(ColumnVector values, int[] places, int count) {
    if (values.size() == 0) {
      return Vectors.nulls(values.type(), count);
    }
    int[] existing = new int[count];
    byte[] present = new byte[count];
    for (int i = 0; i < count; i++) {
      existing[i] = Math.max(0, places[i]);
      present[i] = (byte) (places[i] >= 0 ? 1 : 0);
    }
    ColumnVector selected = values.select(existing, count);
    return Vectors.withValidity(selected, Validity.and(selected.validity(), present, count));
  }
}
