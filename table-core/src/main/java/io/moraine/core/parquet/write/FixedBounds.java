package io.moraine.core.parquet.write;

import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bounds of values of up to 64 bits, as {@link FixedLayout} holds them.
 *
 * <p>Floating-point numbers are kept as integers in the order −∞ … −0.0, 0.0 … ∞; NaN is only
 * noted.
 */
final class FixedBounds extends Bounds {
  private final DataType type;
  private final FixedLayout layout;
  private long least;
  private long greatest;
  private boolean nan;

  FixedBounds(DataType type, FixedLayout layout) {
    this.type = type;
    this.layout = layout;
    clear();
  }

  @Override
  Bounds fresh() {
    return new FixedBounds(type, layout);
  }

  @Override
  void clear() {
    least = Long.MAX_VALUE;
    greatest = Long.MIN_VALUE;
    nan = false;
  }

  /** Adds {@code values[from .. to)}. */
  void addAll(long[] values, int from, int to) {
    switch (layout) {
      case BOOLEAN, INT32, INT64 -> addIntegers(values, from, to);
      case FLOAT -> addFloats(values, from, to);
      case DOUBLE -> addDoubles(values, from, to);
    }
  }

  private void addIntegers(long[] values, int from, int to) {
    long low = least;
    long high = greatest;
    for (int i = from; i < to; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    least = low;
    greatest = high;
  }

  private void addFloats(long[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      int bits = (int) values[i];
      if ((bits & 0x7fff_ffff) > 0x7f80_0000) {
        nan = true;
      } else {
        int key = bits ^ ((bits >> 31) >>> 1);
        least = Math.min(least, key);
        greatest = Math.max(greatest, key);
      }
    }
  }

  private void addDoubles(long[] values, int from, int to) {
    long low = least;
    long high = greatest;
    for (int i = from; i < to; i++) {
      long bits = values[i];
      if ((bits & Long.MAX_VALUE) > 0x7ff0_0000_0000_0000L) {
        nan = true;
      } else {
        long key = bits ^ ((bits >> 63) >>> 1);
        low = Math.min(low, key);
        high = Math.max(high, key);
      }
    }
    least = low;
    greatest = high;
  }

  @Override
  boolean isEmpty() {
    return least > greatest && !nan;
  }

  @Override
  boolean isTellable() {
    return least <= greatest && !nan;
  }

  @Override
  void merge(Bounds other) {
    FixedBounds that = (FixedBounds) other;
    least = Math.min(least, that.least);
    greatest = Math.max(greatest, that.greatest);
    nan |= that.nan;
  }

  @Override
  int compareLeast(Bounds other) {
    return Long.compare(least, ((FixedBounds) other).least);
  }

  @Override
  int compareGreatest(Bounds other) {
    return Long.compare(greatest, ((FixedBounds) other).greatest);
  }

  @Override
  Encoded lower(int limit) {
    // The format wants zeros told so that it does not matter which one a reader compares with.
    return new Encoded(encode(layout.isFloating() && least == 0 ? -1 : least), true);
  }

  @Override
  Encoded upper(int limit) {
    return new Encoded(encode(layout.isFloating() && greatest == -1 ? 0 : greatest), true);
  }

  private ByteBuffer encode(long key) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.max(1, layout.bytes()));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    switch (layout) {
      case BOOLEAN -> bytes.put((byte) key);
      case INT32 -> bytes.putInt((int) key);
      case INT64 -> bytes.putLong(key);
      case FLOAT -> bytes.putFloat(toFloat(key));
      case DOUBLE -> bytes.putDouble(toDouble(key));
    }
    return bytes.flip();
  }

  private static float toFloat(long key) {
    int bits = (int) key;
    return Float.intBitsToFloat(bits ^ ((bits >> 31) >>> 1));
  }

  private static double toDouble(long key) {
    return Double.longBitsToDouble(key ^ ((key >> 63) >>> 1));
  }

  @Override
  Object least() {
    // Where all are NaN, the least is NaN too.
    return least <= greatest ? object(least) : nanOrNull();
  }

  @Override
  Object greatest() {
    return nan || least > greatest ? nanOrNull() : object(greatest);
  }

  private Object nanOrNull() {
    if (!nan) {
      return null;
    }
    return layout == FixedLayout.FLOAT ? (Object) Float.NaN : (Object) Double.NaN;
  }

  private Object object(long key) {
    if (type instanceof DataType.Decimal decimal) {
      return BigDecimal.valueOf(key, decimal.scale());
    }
    return switch (layout) {
      case BOOLEAN -> key != 0;
      case INT32 -> (int) key;
      case INT64 -> key;
      case FLOAT -> toFloat(key);
      case DOUBLE -> toDouble(key);
    };
  }
}
