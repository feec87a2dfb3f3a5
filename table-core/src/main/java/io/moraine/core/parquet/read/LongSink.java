package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.parquet.decode.ValueDecoder;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** Collects longs. */
final class LongSink extends ValueSink {
  private long[] target;

  LongSink(DataType type) {
    super(type);
  }

  @Override
  void begin(int slots) {
    if (target == null || target.length < slots) {
      target = new long[slots];
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
    values.longs(target, at, present);
    if (present < slots) {
      spread(target, at, present, validity, slots);
    }
  }

  private static void spread(long[] target, int at, int present, byte[] validity, int slots) {
    int from = at + present - 1;
    for (int slot = at + slots - 1; slot > from && from >= at; slot--) {
      target[slot] = target[from];
      from -= validity[slot];
    }
  }

  @Override
  ColumnVector build(int slots, byte[] validity) {
    ColumnVector vector = new LongVector(type, slots, target, validity);
    if (!passing) {
      target = null;
    }
    return vector;
  }
}
