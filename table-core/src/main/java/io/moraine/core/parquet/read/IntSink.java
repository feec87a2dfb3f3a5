package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** Collects ints. */
final class IntSink extends ValueSink {
  private int[] target;

  IntSink(DataType type) {
    super(type);
  }

  @Override
  void begin(int slots) {
    if (target == null || target.length < slots) {
      target = new int[slots];
    }
  }

  @Override
  void ensure(int slots) {
    if (slots > target.length) {
      target = Arrays.copyOf(target, grown(target.length, slots));
    }
  }

  @Override
  void append(ValueDecoder values, int present, byte[] validity, int at, int slots) {
    values.ints(target, at, present);
    if (present < slots) {
      spread(target, at, present, validity, slots);
    }
  }

  @Override
  ColumnVector build(int slots, byte[] validity) {
    ColumnVector vector = new IntVector(type, slots, target, validity);
    if (!passing) {
      target = null;
    }
    return vector;
  }
}
