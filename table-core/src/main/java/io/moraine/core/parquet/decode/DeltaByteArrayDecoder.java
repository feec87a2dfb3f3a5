package io.moraine.core.parquet.decode;

/** DELTA_BYTE_ARRAY: of each value, how much it shares with the one before, and the rest. */
final class DeltaByteArrayDecoder extends ValueDecoder {
  /** A few bytes of a page may stand for very many: this many are decoded at once at most. */
  private static final int MAX_BYTES = 256 << 20;

  private static final int STEP = Scratch.STEP;
  private static final byte[] NONE = {};

  private final DeltaPackedReader prefixes;
  private final DeltaLengthDecoder suffixes;
  private final Scratch scratch;

  /** The value before the next one: the first bytes of it. */
  private byte[] previous = new byte[0];

  private int previousLength;

  DeltaByteArrayDecoder(byte[] data, int from, int to, Scratch scratch) {
    this.scratch = scratch;
    int suffixesFrom = new DeltaPackedReader(data, from, to).endPosition();
    prefixes = new DeltaPackedReader(data, from, to);
    suffixes = new DeltaLengthDecoder(data, suffixesFrom, to, scratch);
  }

  @Override
  public void skip(int count) {
    // Each value is told by the one before it.
    byte[] spare = {};
    for (int done = 0; done < count; done += STEP) {
      int run = Math.min(STEP, count - done);
      spare = borrowedBytes(scratch.starts(), scratch.lengths(), 0, run, spare);
    }
  }

  @Override
  public byte[] bytes(int[] start, int[] length, int at, int count) {
    return borrowedBytes(start, length, at, count, NONE);
  }

  @Override
  public byte[] borrowedBytes(int[] start, int[] length, int at, int count, byte[] spare) {
    long[] shared = scratch.prefixes(count);
    prefixes.longs(shared, 0, count);
    byte[] page = suffixes.borrowedBytes(start, length, at, count, NONE);
    long total = 0;
    for (int i = 0; i < count; i++) {
      long before = i == 0 ? previousLength : length[at + i - 1] + shared[i - 1];
      if (shared[i] < 0 || shared[i] > before) {
        throw new MalformedPage(
            "a byte array shares %d bytes with one of %d".formatted(shared[i], before));
      }
      total += shared[i] + length[at + i];
    }
    if (total > MAX_BYTES) {
      throw new MalformedPage(
          "%d byte arrays come to %d bytes, more than the %d that are decoded at once"
              .formatted(count, total, MAX_BYTES));
    }
    byte[] values = spare == NONE ? new byte[(int) total] : room((int) total, spare);
    byte[] from = previous;
    int fromAt = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      int prefix = (int) shared[i];
      System.arraycopy(from, fromAt, values, next, prefix);
      System.arraycopy(page, start[at + i], values, next + prefix, length[at + i]);
      start[at + i] = next;
      length[at + i] += prefix;
      from = values;
      fromAt = next;
      next += length[at + i];
    }
    if (count > 0) {
      previousLength = next - fromAt;
      previous = room(previousLength, previous);
      System.arraycopy(values, fromAt, previous, 0, previousLength);
    }
    return values;
  }
}
