package io.moraine.log.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Whole numbers, each in as many bytes as the distance from the least to the greatest needs: none
 * if all are the same. Immutable.
 */
public final class PackedLongs {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NONE = {};

  private final int size;
  private final long least;
  private final int width;
  private final long mask;
  private final byte[] data;

  private PackedLongs(int size, long least, int width) {
    this.size = size;
    this.least = least;
    this.width = width;
    this.mask = width == 0 ? 0 : -1L >>> (Long.SIZE - width * Byte.SIZE);
    // A number is written and read as eight bytes, of which the last may have fewer.
    this.data = width == 0 ? NONE : new byte[Math.addExact(size * width, Long.BYTES - width)];
  }

  /** The first {@code size} of {@code values}. */
  public static PackedLongs of(long[] values, int size) {
    long least = size == 0 ? 0 : Long.MAX_VALUE;
    long greatest = size == 0 ? 0 : Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    PackedLongs packed = new PackedLongs(size, least, width(greatest - least));
    for (int i = 0; packed.width > 0 && i < size; i++) {
      packed.set(i, values[i]);
    }
    return packed;
  }

  /** The first {@code size} of {@code values}. */
  public static PackedLongs of(int[] values, int size) {
    long least = size == 0 ? 0 : Integer.MAX_VALUE;
    long greatest = size == 0 ? 0 : Integer.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    PackedLongs packed = new PackedLongs(size, least, width(greatest - least));
    for (int i = 0; packed.width > 0 && i < size; i++) {
      packed.set(i, values[i]);
    }
    return packed;
  }

  /** The bytes of {@code distance}, which is without a sign. */
  private static int width(long distance) {
    return (Long.SIZE - Long.numberOfLeadingZeros(distance) + Byte.SIZE - 1) / Byte.SIZE;
  }

  private void set(int index, long value) {
    // The bytes after it are those of the next number, which is written next.
    LONG.set(data, index * width, value - least);
  }

  /** How many there are. */
  public int size() {
    return size;
  }

  /** The number at {@code index}. */
  public long at(int index) {
    Objects.checkIndex(index, size);
    return width == 0 ? least : least + ((long) LONG.get(data, index * width) & mask);
  }

  /** Writes all to the start of {@code target}. */
  public void copyTo(long[] target) {
    for (int i = 0; i < size; i++) {
      target[i] = at(i);
    }
  }

  /** About how much heap it takes. */
  public long heapBytes() {
    return 64L + data.length;
  }
}
