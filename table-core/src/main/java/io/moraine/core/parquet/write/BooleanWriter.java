package io.moraine.core.parquet.write;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.type.DataType;
import java.util.Arrays;

/** Booleans, eight a byte. They have no dictionary. */
final class BooleanWriter extends ValueWriter {
  private final FixedBounds fixedBounds;

  BooleanWriter(WriteOptions options, PageCompressors compressors) {
    super(options, new FixedBounds(DataType.Primitive.BOOLEAN, FixedLayout.BOOLEAN), compressors);
    this.fixedBounds = (FixedBounds) bounds;
  }

  @Override
  boolean allowsDictionary() {
    return false;
  }

  @Override
  int entries() {
    return 0;
  }

  @Override
  int entriesBytes(int entries) {
    return 0;
  }

  @Override
  void clearEntries() {}

  @Override
  void encode(ColumnVector vector, int[] rows, int from, int count, int[] target, int at) {
    throw new AssertionError("Booleans have no dictionary");
  }

  /** Until the page is finished, {@link #body} has a byte for each value. */
  @Override
  void appendPlain(ColumnVector vector, int[] rows, int from, int count) {
    byte[] source = ((BooleanVector) vector).values();
    int at = body.reserve(count);
    byte[] target = body.array();
    int trues = 0;
    for (int i = 0; i < count; i++) {
      byte value = source[rows == null ? from + i : rows[from + i]];
      target[at + i] = value;
      trues += value;
    }
    long[] seen = {trues == count ? 1 : 0, trues > 0 ? 1 : 0};
    fixedBounds.addAll(seen, 0, count == 0 ? 0 : 2);
  }

  @Override
  void putPlain(int[] codes, int count, ByteSink target) {}

  @Override
  void addBounds(int[] codes, int count) {}

  @Override
  long plainBytes(int[] codes, int count) {
    return 0;
  }

  @Override
  void putEntries(int entries, ByteSink target) {}

  @Override
  int fitting(ColumnVector vector, int[] rows, int from, int count, long budget) {
    return (int) Math.min(count, Math.max(0, budget));
  }

  @Override
  int sampleBytes(ByteSink plain) {
    return plain.size();
  }

  @Override
  void bring(ByteSink plain, PageForm form) {
    int count = plain.size();
    byte[] values = plain.array();
    int at = plain.from();
    Arrays.fill(values, at + count, Math.min(values.length, at + count + 8), (byte) 0);
    int packed = (count + 7) >>> 3;
    for (int i = 0; i < packed; i++) {
      // Gathers the lowest bit of each of the eight bytes.
      long eight = (long) ByteSink.LONG.get(values, at + 8 * i);
      values[at + i] = (byte) ((eight * 0x0102_0408_1020_4080L) >>> 56);
    }
    plain.release(count - packed);
  }
}
