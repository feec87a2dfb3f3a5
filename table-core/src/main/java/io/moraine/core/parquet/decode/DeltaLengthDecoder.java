package io.moraine.core.parquet.decode;

import java.util.Arrays;

/** DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes. */
final class DeltaLengthDecoder extends ValueDecoder {
  private static final int STEP = Scratch.STEP;

  private final byte[] data;
  private final int end;
  private final DeltaPackedReader lengths;
  private final Scratch scratch;
  private int position;

  DeltaLengthDecoder(byte[] data, int from, int to, Scratch scratch) {
    this.scratch = scratch;
    this.data = data;
    this.end = to;
    this.position = new DeltaPackedReader(data, from, to).endPosition();
    this.lengths = new DeltaPackedReader(data, from, to);
  }

  @Override
  public void skip(int count) {
    position += (int) lengths(count);
  }

  /** Steps over the next lengths, and returns their sum. */
  private long lengths(int count) {
    long[] step = scratch.numbers();
    long total = 0;
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      lengths.longs(step, 0, run);
      for (int i = 0; i < run; i++) {
        total = step[i] < 0 ? Long.MAX_VALUE >> 1 : total + step[i];
      }
      if (total > end - position) {
        throw new MalformedPage(
            "%d byte arrays have more than the %d bytes that are left"
                .formatted(count, end - position));
      }
    }
    return total;
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
    long[] step = scratch.numbers();
    int next = position;
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      lengths.longs(step, 0, run);
      for (int i = 0; i < run; i++) {
        long bytes = step[i];
        if (bytes < 0 || bytes > end - next) {
          throw new MalformedPage(
              "a byte array has %d bytes, but %d are left".formatted(bytes, end - next));
        }
        start[at + done + i] = next - base;
        length[at + done + i] = (int) bytes;
        next += (int) bytes;
      }
    }
    position = next;
  }
}
