package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Bytes to append to, little-endian. The array is kept when the sink is cleared.
 *
 * <p>Hot loops {@link #reserve} room, write to {@link #array()} themselves, and may run over by
 * {@link #SLACK} bytes, which what follows will overwrite.
 */
final class ByteSink {
  /** How many bytes past a reservation may be written to. */
  static final int SLACK = 8;

  static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Left free at the front, so that levels can go before values without moving them. */
  private final int gap;

  private byte[] bytes;
  private int from;
  private int to;

  ByteSink() {
    this(0);
  }

  ByteSink(int gap) {
    this.gap = gap;
    this.bytes = new byte[gap + 256];
    clear();
  }

  void clear() {
    from = gap;
    to = gap;
  }

  /** Where the bytes are: from {@link #from()} on, {@link #size()} of them. */
  byte[] array() {
    return bytes;
  }

  int from() {
    return from;
  }

  int size() {
    return to - from;
  }

  /** Appends {@code length} bytes to be written by the caller; returns where in the array. */
  int reserve(int length) {
    long needed = (long) to + length + SLACK;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new InvalidInputException(
            "A Parquet page cannot hold %d bytes: the values of one row are too large"
                .formatted(needed - from));
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2));
    }
    int position = to;
    to += length;
    return position;
  }

  /** Takes back the last {@code length} bytes. */
  void release(int length) {
    to -= length;
  }

  void putByte(int value) {
    int at = reserve(1);
    bytes[at] = (byte) value;
  }

  void putInt(int value) {
    int at = reserve(Integer.BYTES);
    INT.set(bytes, at, value);
  }

  void putLong(long value) {
    int at = reserve(Long.BYTES);
    LONG.set(bytes, at, value);
  }

  void putBytes(byte[] source, int start, int length) {
    int at = reserve(length);
    System.arraycopy(source, start, bytes, at, length);
  }

  /** An unsigned number, seven bits a byte. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      putByte((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    putByte((int) rest);
  }

  /** Sets an int that was appended before, {@code position} bytes into the array. */
  void setInt(int position, int value) {
    INT.set(bytes, position, value);
  }

  /** Puts the bytes of {@code head} before what is here. */
  void prepend(ByteSink head) {
    int length = head.size();
    if (length > from) {
      int size = size();
      reserve(length - from);
      System.arraycopy(bytes, from, bytes, length, size);
      from = length;
      to = length + size;
    }
    from -= length;
    System.arraycopy(head.bytes, head.from, bytes, from, length);
  }
}
