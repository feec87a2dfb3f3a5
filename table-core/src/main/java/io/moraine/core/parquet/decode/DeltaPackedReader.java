package io.moraine.core.parquet.decode;

/**
 * Reads the numbers of a DELTA_BINARY_PACKED block in order.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">DELTA = 5</a>
 */
final class DeltaPackedReader {
  private final byte[] data;
  private final int end;
  private int position;
  private final int miniblockSize;
  private final int miniblocks;
  private final int totalCount;

  /** Values after the first that no miniblock was opened for. */
  private long unopened;

  private boolean firstPending;
  private long last;
  private long minDelta;
  private int widthsFrom;
  private int miniblock;
  private int inMiniblock;
  private int width;
  private int packedFrom;
  private int packedIndex;

  /** Reads the header at {@code data[from]}. */
  DeltaPackedReader(byte[] data, int from, int to) {
    this.data = data;
    this.position = from;
    this.end = to;
    long blockSize = varint();
    long miniblockCount = varint();
    long count = varint();
    last = zigzag();
    if (blockSize <= 0
        || blockSize > Integer.MAX_VALUE
        || miniblockCount <= 0
        || miniblockCount > blockSize
        || blockSize % miniblockCount != 0
        || blockSize / miniblockCount % 8 != 0) {
      throw new MalformedPage(
          "delta blocks cannot have %d values in %d miniblocks"
              .formatted(blockSize, miniblockCount));
    }
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw new MalformedPage("a page cannot hold %d delta values".formatted(count));
    }
    miniblocks = (int) miniblockCount;
    miniblockSize = (int) (blockSize / miniblockCount);
    miniblock = miniblocks;
    totalCount = (int) count;
    firstPending = count > 0;
    unopened = Math.max(0, count - 1);
  }

  /** How many values there are by the header. */
  int totalCount() {
    return totalCount;
  }

  /** Reads the next {@code count} values into {@code target[at .. at + count)}. */
  void longs(long[] target, int at, int count) {
    int next = at;
    int to = at + count;
    if (firstPending && next < to) {
      target[next++] = last;
      firstPending = false;
    }
    while (next < to) {
      if (inMiniblock == 0) {
        nextMiniblock();
      }
      int run = Math.min(inMiniblock, to - next);
      if (width == 0) {
        for (int i = next; i < next + run; i++) {
          last += minDelta;
          target[i] = last;
        }
      } else {
        LongUnpacker.longs(data, packedFrom, packedIndex, width, target, next, run);
        long sum = last;
        for (int i = next; i < next + run; i++) {
          sum += target[i] + minDelta;
          target[i] = sum;
        }
        last = sum;
      }
      packedIndex += run;
      inMiniblock -= run;
      next += run;
    }
  }

  private void nextMiniblock() {
    if (unopened == 0) {
      throw new MalformedPage(
          "more than the %d delta values of the header are expected".formatted(totalCount));
    }
    if (miniblock == miniblocks) {
      minDelta = zigzag();
      if (miniblocks > end - position) {
        throw new MalformedPage("delta values end within a block");
      }
      widthsFrom = position;
      position += miniblocks;
      miniblock = 0;
    }
    width = data[widthsFrom + miniblock++];
    if (width < 0 || width > 64) {
      throw new MalformedPage("delta values cannot have %d bits".formatted(width));
    }
    long bytes = (long) width * (miniblockSize >>> 3);
    inMiniblock = (int) Math.min(unopened, miniblockSize);
    // The last miniblock's padding may be cut off.
    long needed = ((long) width * inMiniblock + 7) >>> 3;
    if (needed > end - position) {
      throw new MalformedPage(
          "a miniblock has %d bytes, but %d are left".formatted(needed, end - position));
    }
    unopened -= inMiniblock;
    packedFrom = position;
    packedIndex = 0;
    position = (int) Math.min(end, position + bytes);
  }

  /** Where the encoded numbers end. Reads the block headers only; the reader is then used up. */
  int endPosition() {
    while (unopened > 0) {
      nextMiniblock();
    }
    return position;
  }

  private long zigzag() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position >= end) {
        throw new MalformedPage("delta values end within a number");
      }
      int b = data[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new MalformedPage("a delta value is longer than 10 bytes");
  }
}
