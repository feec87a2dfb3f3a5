package io.moraine.core.parquet.decode;

import io.moraine.core.parquet.schema.PhysicalType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** PLAIN values of fixed size, booleans and strings; INT96 apart. */
final class PlainDecoder extends ValueDecoder {
  /** Below it, a loop is faster than a bulk copy. */
  private static final int SHORT_RUN = 8;

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] data;
  private final int end;
  private final PhysicalType type;
  private final int fixedLength;
  private int position;
  private long bit;

  /** Values in {@code data[from .. to)}; {@code fixedLength} is 0 where each has its own length. */
  PlainDecoder(PhysicalType type, byte[] data, int from, int to, int fixedLength) {
    this.type = type;
    this.data = data;
    this.position = from;
    this.end = to;
    this.fixedLength = fixedLength;
  }

  private int take(int count, int size) {
    requireBytes(count, size, end - position);
    int first = position;
    position += count * size;
    return first;
  }

  private ByteBuffer bulk(int first, int count, int size) {
    return ByteBuffer.wrap(data, first, count * size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void skip(int count) {
    switch (type) {
      case BOOLEAN -> {
        requireBits(count);
        bit += count;
      }
      case INT32, FLOAT -> take(count, Integer.BYTES);
      case INT64, DOUBLE -> take(count, Long.BYTES);
      case FIXED_LEN_BYTE_ARRAY -> take(count, fixedLength);
      case BYTE_ARRAY -> position = endOf(count);
      case INT96 -> throw new AssertionError(type);
    }
  }

  private void requireBits(int count) {
    if (bit + count > (end - position) * 8L) {
      throw new MalformedPage(
          "%d booleans are expected, but only %d bits are left"
              .formatted(count, (end - position) * 8L - bit));
    }
  }

  /** Where the next {@code count} byte arrays end. */
  private int endOf(int count) {
    int next = position;
    for (int i = 0; i < count; i++) {
      if (next > end - 4) {
        throw tooFew(count - i, next);
      }
      int bytes = (int) BitUnpacker.INT.get(data, next);
      next += 4;
      if (bytes < 0 || bytes > end - next) {
        throw tooLong(bytes, next);
      }
      next += bytes;
    }
    return next;
  }

  private MalformedPage tooFew(int count, int next) {
    return new MalformedPage(
        "%d more byte arrays are expected, but only %d bytes are left"
            .formatted(count, end - next));
  }

  private MalformedPage tooLong(int bytes, int next) {
    return new MalformedPage(
        "a byte array has %d bytes, but %d are left".formatted(bytes, end - next));
  }

  @Override
  public void booleans(byte[] target, int at, int count) {
    requireBits(count);
    BitUnpacker.bytes(data, position, bit, 1, target, at, count);
    bit += count;
  }

  @Override
  public void ints(int[] target, int at, int count) {
    int first = take(count, Integer.BYTES);
    if (count >= SHORT_RUN) {
      bulk(first, count, Integer.BYTES).asIntBuffer().get(target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = (int) BitUnpacker.INT.get(data, first + i * Integer.BYTES);
    }
  }

  @Override
  public void longs(long[] target, int at, int count) {
    int first = take(count, Long.BYTES);
    if (count >= SHORT_RUN) {
      bulk(first, count, Long.BYTES).asLongBuffer().get(target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = (long) BitUnpacker.LONG.get(data, first + i * Long.BYTES);
    }
  }

  @Override
  public void floats(float[] target, int at, int count) {
    int first = take(count, Float.BYTES);
    if (count >= SHORT_RUN) {
      bulk(first, count, Float.BYTES).asFloatBuffer().get(target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = (float) FLOAT.get(data, first + i * Float.BYTES);
    }
  }

  @Override
  public void doubles(double[] target, int at, int count) {
    int first = take(count, Double.BYTES);
    if (count >= SHORT_RUN) {
      bulk(first, count, Double.BYTES).asDoubleBuffer().get(target, at, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      target[at + i] = (double) DOUBLE.get(data, first + i * Double.BYTES);
    }
  }

  @Override
  public byte[] bytes(int[] start, int[] length, int at, int count) {
    int first = position;
    find(start, length, at, count, first);
    return Arrays.copyOfRange(data, first, position);
  }

  @Override
  public byte[] borrowedBytes(int[] start, int[] length, int at, int count, byte[] spare) {
    find(start, length, at, count, 0);
    return data;
  }

  @Override
  public boolean lendsPage() {
    return true;
  }

  /**
   * Steps over the next {@code count} byte arrays, and tells where they are from {@code base} on.
   */
  private void find(int[] start, int[] length, int at, int count, int base) {
    if (fixedLength > 0) {
      int first = take(count, fixedLength) - base;
      for (int i = 0; i < count; i++) {
        start[at + i] = first + i * fixedLength;
        length[at + i] = fixedLength;
      }
      return;
    }
    int next = position;
    for (int i = at; i < at + count; i++) {
      if (next > end - 4) {
        throw tooFew(at + count - i, next);
      }
      int bytes = (int) BitUnpacker.INT.get(data, next);
      next += 4;
      if (bytes < 0 || bytes > end - next) {
        throw tooLong(bytes, next);
      }
      start[i] = next - base;
      length[i] = bytes;
      next += bytes;
    }
    position = next;
  }
}
