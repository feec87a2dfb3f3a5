package io.moraine.core.parquet.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** PLAIN values of fixed size, booleans and strings; INT96 apart. */
final class PlainDecoder extends ValueDecoder {
  private final byte[] data;
  private final int end;
  private final int fixedLength;
  private int position;
  private long bit;

  /** Values in {@code data[from .. to)}; {@code fixedLength} is 0 where each has its own length. */
  PlainDecoder(byte[] data, int from, int to, int fixedLength) {
    this.data = data;
    this.position = from;
    this.end = to;
    this.fixedLength = fixedLength;
  }

  private ByteBuffer take(int count, int size) {
    requireBytes(count, size, end - position);
    ByteBuffer bytes = ByteBuffer.wrap(data, position, count * size).order(ByteOrder.LITTLE_ENDIAN);
    position += count * size;
    return bytes;
  }

  @Override
  public void booleans(byte[] target, int at, int count) {
    if (bit + count > (end - position) * 8L) {
      throw new MalformedPage(
          "%d booleans are expected, but only %d bits are left"
              .formatted(count, (end - position) * 8L - bit));
    }
    BitUnpacker.bytes(data, position, bit, 1, target, at, count);
    bit += count;
  }

  @Override
  public void ints(int[] target, int at, int count) {
    take(count, Integer.BYTES).asIntBuffer().get(target, at, count);
  }

  @Override
  public void longs(long[] target, int at, int count) {
    take(count, Long.BYTES).asLongBuffer().get(target, at, count);
  }

  @Override
  public void floats(float[] target, int at, int count) {
    take(count, Float.BYTES).asFloatBuffer().get(target, at, count);
  }

  @Override
  public void doubles(double[] target, int at, int count) {
    take(count, Double.BYTES).asDoubleBuffer().get(target, at, count);
  }

  @Override
  public byte[] bytes(int[] start, int[] length, int at, int count) {
    if (fixedLength > 0) {
      requireBytes(count, fixedLength, end - position);
      for (int i = 0; i < count; i++) {
        start[at + i] = i * fixedLength;
        length[at + i] = fixedLength;
      }
      int first = position;
      position += count * fixedLength;
      return Arrays.copyOfRange(data, first, position);
    }
    int first = position;
    int next = position;
    for (int i = at; i < at + count; i++) {
      if (next > end - 4) {
        throw new MalformedPage(
            "%d more byte arrays are expected, but only %d bytes are left"
                .formatted(at + count - i, end - next));
      }
      int bytes = (int) BitUnpacker.INT.get(data, next);
      next += 4;
      if (bytes < 0 || bytes > end - next) {
        throw new MalformedPage(
            "a byte array has %d bytes, but %d are left".formatted(bytes, end - next));
      }
      start[i] = next - first;
      length[i] = bytes;
      next += bytes;
    }
    position = next;
    return Arrays.copyOfRange(data, first, next);
  }
}
