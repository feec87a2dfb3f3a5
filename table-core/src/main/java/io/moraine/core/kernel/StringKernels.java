package io.moraine.core.kernel;

import io.moraine.core.batch.BytesVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.type.DataType.Primitive;

/** Functions of strings that need not decode UTF-8. */
public final class StringKernels {
  private StringKernels() {}

  /** How many characters a string has. */
  public static Kernel characters() {
    return (arguments, rowCount) -> {
      BytesVector strings = (BytesVector) arguments[0];
      int[] result = new int[rowCount];
      for (int i = 0; i < rowCount; i++) {
        if (!strings.isNull(i)) {
          int from = strings.start()[i];
          result[i] = characters(strings.data(), from, from + strings.length()[i]);
        }
      }
      return new IntVector(Primitive.INTEGER, rowCount, result, strings.validity());
    };
  }

  /** How many bytes a string or binary has, times {@code factor}. */
  public static Kernel bytes(int factor) {
    return (arguments, rowCount) -> {
      BytesVector strings = (BytesVector) arguments[0];
      int[] length = strings.length();
      int[] result = new int[rowCount];
      for (int i = 0; i < rowCount; i++) {
        result[i] = length[i] * factor;
      }
      return new IntVector(Primitive.INTEGER, rowCount, result, strings.validity());
    };
  }

  /** String, position from 1 (or from the end if negative), and optionally a length; no copy. */
  public static Kernel substring() {
    return (arguments, rowCount) -> cut((BytesVector) arguments[0], arguments, rowCount, true);
  }

  /** As {@link #substring}, of bytes. */
  public static Kernel binarySubstring() {
    return (arguments, rowCount) -> cut((BytesVector) arguments[0], arguments, rowCount, false);
  }

  private static BytesVector cut(
      BytesVector strings,
      io.moraine.core.batch.ColumnVector[] arguments,
      int rowCount,
      boolean utf8) {
    byte[] data = strings.data();
    byte[] validity = Validity.and(arguments, rowCount);
    int[] positions = ((IntVector) arguments[1]).values();
    int[] lengths = arguments.length > 2 ? ((IntVector) arguments[2]).values() : null;
    int[] start = new int[rowCount];
    int[] length = new int[rowCount];
    for (int i = 0; i < rowCount; i++) {
      if (Validity.isValid(validity, i)) {
        int begin = strings.start()[i];
        int end = begin + strings.length()[i];
        long wanted = lengths == null ? Integer.MAX_VALUE : lengths[i];
        long from = positions[i] > 0 ? positions[i] - 1L : positions[i];
        if (from < 0) {
          from += utf8 ? characters(data, begin, end) : end - begin;
        }
        long to = from + wanted;
        int first = utf8 ? skip(data, begin, end, from) : clamp(begin, end, from);
        int last = utf8 ? skip(data, first, end, to - Math.max(0, from)) : clamp(begin, end, to);
        start[i] = first;
        length[i] = Math.max(0, last - first);
      }
    }
    return new BytesVector(strings.type(), rowCount, data, start, length, validity);
  }

  private static int clamp(int begin, int end, long offset) {
    return (int) Math.min(end, begin + Math.max(0, offset));
  }

  /** The place {@code count} characters after {@code from}, at most {@code to}. */
  private static int skip(byte[] data, int from, int to, long count) {
    int position = from;
    for (long left = count; left > 0 && position < to; left--) {
      position++;
      while (position < to && (data[position] & 0xC0) == 0x80) {
        position++;
      }
    }
    return position;
  }

  private static int characters(byte[] data, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (data[i] & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }
}
