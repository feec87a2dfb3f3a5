package io.moraine.core.parquet.write;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.batch.FloatVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType;
import java.util.List;

/** Values of 32 or 64 bits: integers, dates, timestamps, narrow decimals, floats and doubles. */
final class FixedWriter extends ValueWriter {
  private final FixedLayout layout;
  private final FixedDictionary dictionary = new FixedDictionary();
  private final FixedBounds fixedBounds;
  private final FixedForms forms;
  private final List<PageForm> allowed;
  private long[] values = new long[0];

  FixedWriter(
      DataType type, FixedLayout layout, WriteOptions options, PageCompressors compressors) {
    super(options, new FixedBounds(type, layout), compressors);
    this.layout = layout;
    this.forms = new FixedForms(layout);
    this.allowed = options.encoding().forms(layout);
    this.fixedBounds = (FixedBounds) bounds;
  }

  @Override
  int entries() {
    return dictionary.size();
  }

  @Override
  int entriesBytes(int entries) {
    return entries * layout.bytes();
  }

  @Override
  void clearEntries() {
    dictionary.clear();
  }

  @Override
  void encode(ColumnVector vector, int[] rows, int from, int count, int[] target, int at) {
    gather(vector, rows, from, count);
    dictionary.encode(values, count, target, at);
  }

  @Override
  void appendPlain(ColumnVector vector, int[] rows, int from, int count) {
    gather(vector, rows, from, count);
    fixedBounds.addAll(values, 0, count);
    put(values, count, body);
  }

  @Override
  void putPlain(int[] codes, int count, ByteSink target) {
    gatherEntries(codes, count);
    put(values, count, target);
  }

  @Override
  void addBounds(int[] codes, int count) {
    gatherEntries(codes, count);
    fixedBounds.addAll(values, 0, count);
  }

  @Override
  long plainBytes(int[] codes, int count) {
    return (long) count * layout.bytes();
  }

  @Override
  void putEntries(int entries, ByteSink target) {
    put(dictionary.values(), entries, target);
  }

  @Override
  int fitting(ColumnVector vector, int[] rows, int from, int count, long budget) {
    return (int) Math.min(count, Math.max(0, budget / layout.bytes()));
  }

  @Override
  List<PageForm> forms() {
    return allowed;
  }

  @Override
  void bring(ByteSink plain, PageForm form) {
    forms.bring(plain, form);
  }

  @Override
  int sampleBytes(ByteSink plain) {
    return Math.min(plain.size(), FormTrial.SAMPLE_VALUES * layout.bytes());
  }

  private void put(long[] source, int count, ByteSink target) {
    int at = target.reserve(Math.multiplyExact(count, layout.bytes()));
    byte[] out = target.array();
    if (layout.bytes() == Long.BYTES) {
      for (int i = 0; i < count; i++) {
        ByteSink.LONG.set(out, at + Long.BYTES * i, source[i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        ByteSink.INT.set(out, at + Integer.BYTES * i, (int) source[i]);
      }
    }
  }

  private void gatherEntries(int[] codes, int count) {
    room(count);
    long[] entries = dictionary.values();
    for (int i = 0; i < count; i++) {
      values[i] = entries[codes[i]];
    }
  }

  private void room(int count) {
    if (values.length < count) {
      values = new long[Math.max(count, 2 * values.length)];
    }
  }

  /** Fills {@code values[0 .. count)}. */
  private void gather(ColumnVector vector, int[] rows, int from, int count) {
    room(count);
    if (vector instanceof LongVector longs) {
      gather(longs.values(), rows, from, count);
    } else if (vector instanceof IntVector ints) {
      gather(ints.values(), rows, from, count);
    } else if (vector instanceof DoubleVector doubles) {
      gather(doubles.values(), rows, from, count);
    } else {
      gather(((FloatVector) vector).values(), rows, from, count);
    }
  }

  private void gather(long[] source, int[] rows, int from, int count) {
    if (rows == null) {
      System.arraycopy(source, from, values, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        values[i] = source[rows[from + i]];
      }
    }
  }

  private void gather(int[] source, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = source[rows == null ? from + i : rows[from + i]];
    }
  }

  private void gather(double[] source, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Double.doubleToRawLongBits(source[rows == null ? from + i : rows[from + i]]);
    }
  }

  private void gather(float[] source, int[] rows, int from, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Float.floatToRawIntBits(source[rows == null ? from + i : rows[from + i]]);
    }
  }
}
