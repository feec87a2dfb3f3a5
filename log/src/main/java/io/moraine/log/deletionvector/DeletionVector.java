package io.moraine.log.deletionvector;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/** The positions of a data file's deleted rows. Immutable; safe for use by many threads. */
public final class DeletionVector {
  /** What a serialised set starts with; the number of its bitmaps follows. */
  static final int MAGIC = 1681511377;

  /** The magic number and the number of bitmaps. */
  static final int HEADER_BYTES = 12;

  private final RoaringBitmap rows;

  /** Owns {@code rows}, none of which is negative as a signed number. */
  DeletionVector(RoaringBitmap rows) {
    this.rows = rows;
  }

  /** The rows at {@code positions} of a file. */
  public static DeletionVector of(BitSet positions) {
    RoaringBitmapWriter<RoaringBitmap> writer = RoaringBitmapWriter.writer().get();
    for (int row = positions.nextSetBit(0); row >= 0; row = positions.nextSetBit(row + 1)) {
      writer.add(row);
    }
    return new DeletionVector(writer.get());
  }

  /** These rows and those of {@code other}. */
  public DeletionVector or(DeletionVector other) {
    return new DeletionVector(RoaringBitmap.or(rows, other.rows));
  }

  /** The set as the protocol has it in files and, as text, in the log. */
  byte[] serialized() {
    RoaringBitmap small = rows.clone();
    small.runOptimize();
    ByteBuffer buffer =
        ByteBuffer.allocate(HEADER_BYTES + Integer.BYTES + small.serializedSizeInBytes())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(MAGIC)
            .putLong(1)
            .putInt(0);
    small.serialize(buffer);
    return buffer.array();
  }

  /** How many rows are deleted. */
  public long cardinality() {
    return rows.getLongCardinality();
  }

  /** Whether the row at {@code position} of the file is deleted. */
  public boolean contains(long position) {
    return position >= 0 && position <= Integer.MAX_VALUE && rows.contains((int) position);
  }

  /**
   * Writes which of {@code count} consecutive rows of the file, from {@code firstPosition} on, are
   * not deleted into {@code selection}, as numbers from 0, in order; returns how many they are.
   *
   * @param selection at least {@code count} long
   */
  public int selectLive(long firstPosition, int count, int[] selection) {
    if (firstPosition > Integer.MAX_VALUE) {
      for (int i = 0; i < count; i++) {
        selection[i] = i;
      }
      return count;
    }
    int live = 0;
    long next = rows.nextValue((int) firstPosition);
    for (int i = 0; i < count; i++) {
      long position = firstPosition + i;
      if (next == position) {
        next = position == Integer.MAX_VALUE ? -1 : rows.nextValue((int) position + 1);
      } else {
        selection[live++] = i;
      }
    }
    return live;
  }

  /**
   * The counterpart of {@link #selectLive}: which of the rows are deleted.
   *
   * @param selection at least {@code count} long
   */
  public int selectDeleted(long firstPosition, int count, int[] selection) {
    int deleted = 0;
    if (firstPosition <= Integer.MAX_VALUE) {
      long next = rows.nextValue((int) firstPosition);
      while (next >= 0 && next < firstPosition + count) {
        selection[deleted++] = (int) (next - firstPosition);
        next = next == Integer.MAX_VALUE ? -1 : rows.nextValue((int) next + 1);
      }
    }
    return deleted;
  }

  /** The rows that are deleted by this one and not by {@code other}. */
  public DeletionVector minus(DeletionVector other) {
    return new DeletionVector(RoaringBitmap.andNot(rows, other.rows));
  }

  /**
   * The position of the first row that is deleted.
   *
   * @throws java.util.NoSuchElementException if none is
   */
  public long first() {
    return rows.first();
  }

  /**
   * The position of the last row that is deleted.
   *
   * @throws java.util.NoSuchElementException if none is
   */
  public long last() {
    return rows.last();
  }
}
