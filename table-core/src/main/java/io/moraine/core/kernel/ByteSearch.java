package io.moraine.core.kernel;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.type.DataType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Finds bytes in bytes, eight positions at a time. */
public final class ByteSearch {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private ByteSearch() {}

  /** Where a string stands in another. */
  public enum Place {
    /** At its start. */
    STARTS,
    /** At its end. */
    ENDS,
    /** Anywhere. */
    CONTAINS;

    /** A kernel of the string and the sought one: whether it stands there. */
    public Kernel kernel() {
      return (arguments, rowCount) -> {
        BytesVector strings = (BytesVector) arguments[0];
        BytesVector sought = (BytesVector) arguments[1];
        byte[] validity = Validity.and(arguments, rowCount);
        byte[] result = new byte[rowCount];
        for (int i = 0; i < rowCount; i++) {
          if (Validity.isValid(validity, i)) {
            result[i] = (byte) (holds(strings, sought, i) ? 1 : 0);
          }
        }
        return new BooleanVector(DataType.Primitive.BOOLEAN, rowCount, result, validity);
      };
    }

    private boolean holds(BytesVector strings, BytesVector sought, int row) {
      byte[] data = strings.data();
      int from = strings.start()[row];
      int to = from + strings.length()[row];
      int first = sought.start()[row];
      int length = sought.length()[row];
      if (length > to - from) {
        return false;
      }
      int at = this == ENDS ? to - length : from;
      return this == CONTAINS
          ? indexOf(data, from, to, sought.data(), first, length) >= 0
          : Arrays.equals(data, at, at + length, sought.data(), first, first + length);
    }
  }

  /** The first place in {@code data[from .. to)} where all of {@code sought} stands, or −1. */
  public static int indexOf(byte[] data, int from, int to, byte[] sought) {
    return indexOf(data, from, to, sought, 0, sought.length);
  }

  private static int indexOf(
      byte[] data, int from, int to, byte[] sought, int soughtFrom, int length) {
    if (length == 0) {
      return from <= to ? from : -1;
    }
    int lastStart = to - length;
    int distance = length - 1;
    long first = (sought[soughtFrom] & 0xFFL) * ONES;
    long last = (sought[soughtFrom + distance] & 0xFFL) * ONES;
    int at = from;
    // Positions where both the first and the last byte fit are few; those are compared in full.
    for (; at + 7 <= lastStart; at += 8) {
      long differs =
          ((long) LONGS.get(data, at) ^ first) | ((long) LONGS.get(data, at + distance) ^ last);
      long candidates = (differs - ONES) & ~differs & HIGHS;
      while (candidates != 0) {
        int place = at + (Long.numberOfTrailingZeros(candidates) >>> 3);
        if (matches(data, place, sought, soughtFrom, length)) {
          return place;
        }
        candidates &= candidates - 1;
      }
    }
    for (; at <= lastStart; at++) {
      if (matches(data, at, sought, soughtFrom, length)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean matches(byte[] data, int at, byte[] sought, int soughtFrom, int length) {
    for (int i = 0; i < length; i++) {
      if (data[at + i] != sought[soughtFrom + i]) {
        return false;
      }
    }
    return true;
  }
}
