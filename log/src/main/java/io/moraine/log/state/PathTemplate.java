package io.moraine.log.state;

import java.util.Arrays;
import java.util.Optional;

/**
 * The form of file names that end in a UUID and more, perhaps with a number before it: {@code
 * part-00017-<uuid>-c000.snappy.parquet}. Immutable.
 *
 * @param head what is before the number
 * @param digits how many digits the number has; 0 if there is none
 * @param gap what is between the number and the UUID
 * @param tail what is after the UUID
 */
@SuppressWarnings("ArrayRecordComponent")
record PathTemplate(byte[] head, int digits, byte[] gap, byte[] tail) {
  private static final int MOST_DIGITS = 9;

  /** The template of the name {@code path[from .. to)}; nothing if it has no UUID. */
  static Optional<PathTemplate> of(byte[] path, int from, int to) {
    byte[] packed = new byte[Uuids.BYTES];
    for (int at = from; at + Uuids.CHARS <= to; at++) {
      if (Uuids.pack(path, at, packed, 0)) {
        int gapFrom = at;
        while (gapFrom > from && !isDigit(path[gapFrom - 1])) {
          gapFrom--;
        }
        int digitsFrom = gapFrom;
        while (digitsFrom > from
            && isDigit(path[digitsFrom - 1])
            && gapFrom - digitsFrom < MOST_DIGITS) {
          digitsFrom--;
        }
        // Without digits all before the UUID is the gap.
        return Optional.of(
            new PathTemplate(
                Arrays.copyOfRange(path, from, digitsFrom),
                gapFrom - digitsFrom,
                Arrays.copyOfRange(path, gapFrom, at),
                Arrays.copyOfRange(path, at + Uuids.CHARS, to)));
      }
    }
    return Optional.empty();
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** How long such names are. */
  int length() {
    return head.length + digits + gap.length + Uuids.CHARS + tail.length;
  }

  /** Whether {@code path[from .. to)} is such a name, but for the number and the UUID. */
  boolean surrounds(byte[] path, int from, int to) {
    int gapFrom = from + head.length + digits;
    return to - from == length()
        && Arrays.equals(path, from, from + head.length, head, 0, head.length)
        && Arrays.equals(path, gapFrom, gapFrom + gap.length, gap, 0, gap.length)
        && Arrays.equals(path, to - tail.length, to, tail, 0, tail.length);
  }

  /** The number in the name that begins at {@code from}, 0 if it has none; −1 if that is none. */
  int number(byte[] path, int from) {
    int number = 0;
    for (int i = from + head.length; i < from + head.length + digits; i++) {
      if (!isDigit(path[i])) {
        return -1;
      }
      number = number * 10 + path[i] - '0';
    }
    return number;
  }

  /** Where in a name the UUID is. */
  int uuidAt() {
    return head.length + digits + gap.length;
  }

  /** Writes the name with {@code number} and a packed UUID. */
  void write(int number, byte[] packed, int uuid, byte[] target, int at) {
    System.arraycopy(head, 0, target, at, head.length);
    int rest = number;
    for (int i = at + head.length + digits - 1; i >= at + head.length; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    System.arraycopy(gap, 0, target, at + head.length + digits, gap.length);
    Uuids.unpack(packed, uuid, target, at + uuidAt());
    System.arraycopy(tail, 0, target, at + uuidAt() + Uuids.CHARS, tail.length);
  }
}
