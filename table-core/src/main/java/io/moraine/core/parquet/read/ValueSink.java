package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.parquet.schema.PhysicalType;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/**
 * Collects the values of one column for one batch, from as many pages as it takes, into the arrays
 * of a vector.
 */
abstract class ValueSink {
  final DataType type;
  private boolean reusesArrays;

  ValueSink(DataType type) {
    this.type = type;
  }

  /** A sink for values stored as {@code physical}, whose vectors are of {@code type}. */
  static ValueSink of(PhysicalType physical, DataType type) {
    return switch (physical) {
      case BOOLEAN -> new BooleanSink(type);
      case INT32 -> new IntSink(type);
      case INT64, INT96 -> new LongSink(type);
      case FLOAT -> new FloatSink(type);
      case DOUBLE -> new DoubleSink(type);
      case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> new BytesSink(type);
    };
  }

  /**
   * Lets vectors that are built share arrays with those before them, which are not used any more.
   */
  final void reuseArrays() {
    reusesArrays = true;
  }

  final boolean reusesArrays() {
    return reusesArrays;
  }

  /** Starts a batch with room for {@code slots} slots. */
  abstract void begin(int slots);

  /** Makes room for {@code slots} slots in all, keeping what is there. */
  abstract void ensure(int slots);

  /**
   * Fills slots {@code at} to {@code at + slots}, for which there is room, with the page's next
   * {@code present} values, where {@code validity} is 1; it is not looked at if all slots have a
   * value.
   */
  abstract void append(ValueDecoder values, int present, byte[] validity, int at, int slots);

  /** The vector of the batch's first {@code slots} slots. */
  abstract ColumnVector build(int slots, byte[] validity);

  /** The size of an array that had {@code length} entries and needs {@code needed}. */
  static int grown(int length, int needed) {
    return (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8L, length + (length >> 1)));
  }

  /**
   * Moves {@code target[at .. at + present)} to those of the {@code slots} slots from {@code at} on
   * that are valid, and sets the others to 0.
   */
  static void spread(int[] target, int at, int present, byte[] validity, int slots) {
    int from = at + present - 1;
    int slot = at + slots - 1;
    for (; slot > from && from >= at; slot--) {
      int valid = validity[slot];
      target[slot] = target[from] & -valid;
      from -= valid;
    }
    if (from < at && slot >= at) {
      Arrays.fill(target, at, slot + 1, 0);
    }
  }
}
