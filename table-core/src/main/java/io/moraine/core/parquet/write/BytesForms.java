package io.moraine.core.parquet.write;

import java.util.Arrays;

/** Turns a page of plain byte arrays, each after its length, into other forms. */
final class BytesForms {
  private final DeltaEncoder deltas = new DeltaEncoder();
  private byte[] plain = new byte[0];
  private int[] start = new int[0];
  private int[] length = new int[0];
  private int count;

  /** Brings the plain values of {@code body} into {@code form}, one for byte arrays. */
  void bring(ByteSink body, PageForm form) {
    switch (form) {
      case PLAIN -> {}
      case DELTA_LENGTH_BYTE_ARRAY -> {
        takeApart(body);
        putWithLengths(body);
      }
      case DELTA_BYTE_ARRAY -> {
        takeApart(body);
        putPrefixes(body);
        putWithLengths(body);
      }
      case BYTE_STREAM_SPLIT, DELTA_BINARY_PACKED -> throw new AssertionError(form);
    }
  }

  /** Notes where the values lie in a copy of {@code body}, which is empty afterwards. */
  private void takeApart(ByteSink body) {
    int size = body.size();
    if (plain.length < size + Long.BYTES) {
      plain = new byte[Math.max(size + Long.BYTES, 2 * plain.length)];
    }
    System.arraycopy(body.array(), body.from(), plain, 0, size);
    count = 0;
    int at = 0;
    while (at < size) {
      if (count == start.length) {
        start = Arrays.copyOf(start, Math.max(1024, 2 * count));
        length = Arrays.copyOf(length, start.length);
      }
      length[count] = (int) ByteSink.INT.get(plain, at);
      start[count] = at + Integer.BYTES;
      at = start[count] + length[count];
      count++;
    }
    body.clear();
  }

  /** All lengths, then all bytes. */
  private void putWithLengths(ByteSink body) {
    long[] lengths = deltas.room(count);
    long total = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] = length[i];
      total += length[i];
    }
    deltas.putNarrow(count, body);
    int at = body.reserve((int) total);
    byte[] out = body.array();
    for (int i = 0; i < count; i++) {
      System.arraycopy(plain, start[i], out, at, length[i]);
      at += length[i];
    }
  }

  /** How much each value shares with the one before it; takes that off the values. */
  private void putPrefixes(ByteSink body) {
    long[] prefixes = deltas.room(count);
    int before = 0;
    int beforeLength = 0;
    for (int i = 0; i < count; i++) {
      int shared = shared(before, start[i], Math.min(beforeLength, length[i]));
      prefixes[i] = shared;
      before = start[i];
      beforeLength = length[i];
      start[i] += shared;
      length[i] -= shared;
    }
    deltas.putNarrow(count, body);
  }

  private int shared(int first, int second, int most) {
    for (int i = 0; i < most; i += Long.BYTES) {
      long difference =
          (long) ByteSink.LONG.get(plain, first + i) ^ (long) ByteSink.LONG.get(plain, second + i);
      if (difference != 0) {
        return Math.min(most, i + (Long.numberOfTrailingZeros(difference) >>> 3));
      }
    }
    return most;
  }

  /** The size of the first {@code most} values of {@code body}, up to {@code mostBytes}. */
  static int prefixBytes(ByteSink body, int most, int mostBytes) {
    int at = 0;
    for (int i = 0; i < most && at < body.size(); i++) {
      int next = at + Integer.BYTES + (int) ByteSink.INT.get(body.array(), body.from() + at);
      if (next > mostBytes && i > 0) {
        break;
      }
      at = next;
    }
    return at;
  }
}
