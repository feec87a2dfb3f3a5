package io.moraine.core.parquet.decode;

/** DELTA_LENGTH_BYTE_ARRAY: all lengths, then all bytes. */
final class DeltaLengthDecoder extends ValueDecoder {
  private static final int STEP = 512;

  private final byte[] data;
  private final int end;
  private final DeltaPackedReader lengths;
  private final long[] step = new long[STEP];
  private int position;

  DeltaLengthDecoder(byte[] data, int from, int to) {
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
        start[at + done + i] = next - first;
        length[at + done + i] = (int) bytes;
        next += (int) bytes;
      }
    }
    position = next;
    return copy(data, first, next);
  }
}
