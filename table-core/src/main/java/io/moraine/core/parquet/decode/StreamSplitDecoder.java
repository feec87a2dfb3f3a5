package io.moraine.core.parquet.decode;

/** BYTE_STREAM_SPLIT: all values' first bytes, then all their second bytes, and so on. */
final class StreamSplitDecoder extends ValueDecoder {
  private final byte[] data;
  private final int from;
  private final int size;
  private final int total;
  private int next;

  /** Values of {@code size} bytes in {@code data[from .. to)}. */
  StreamSplitDecoder(byte[] data, int from, int to, int size) {
    this.data = data;
    this.from = from;
    this.size = size;
    this.total = (to - from) / size;
  }

  private int take(int count) {
    requireBytes(count, size, (total - next) * size);
    int first = from + next;
    next += count;
    return first;
  }

  @Override
  public void skip(int count) {
    take(count);
  }

  @Override
  public void ints(int[] target, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) {
      target[at + i] = int32(first + i);
    }
  }

  @Override
  public void floats(float[] target, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) {
      target[at + i] = Float.intBitsToFloat(int32(first + i));
    }
  }

  private int int32(int first) {
    return (data[first] & 0xff)
        | ((data[first + total] & 0xff) << 8)
        | ((data[first + 2 * total] & 0xff) << 16)
        | (data[first + 3 * total] << 24);
  }

  @Override
  public void longs(long[] target, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) {
      target[at + i] = int64(first + i);
    }
  }

  @Override
  public void doubles(double[] target, int at, int count) {
    int first = take(count);
    for (int i = 0; i < count; i++) {
      target[at + i] = Double.longBitsToDouble(int64(first + i));
    }
  }

  private long int64(int first) {
    return (int32(first) & 0xffff_ffffL) | ((long) int32(first + 4 * total) << 32);
  }

  @Override
  public byte[] bytes(int[] start, int[] length, int at, int count) {
    requireBytes(count, size, (total - next) * size);
    return borrowedBytes(start, length, at, count, new byte[count * size]);
  }

  @Override
  public byte[] borrowedBytes(int[] start, int[] length, int at, int count, byte[] spare) {
    int first = take(count);
    byte[] values = room(count * size, spare);
    for (int b = 0; b < size; b++) {
      int stream = first + b * total;
      for (int i = 0; i < count; i++) {
        values[i * size + b] = data[stream + i];
      }
    }
    for (int i = 0; i < count; i++) {
      start[at + i] = i * size;
      length[at + i] = size;
    }
    return values;
  }
}
