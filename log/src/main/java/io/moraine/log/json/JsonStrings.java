package io.moraine.log.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Passes over JSON strings by their bytes. What a method passes over is valid, and of whole
 * characters only; for anything else, valid or not, it gives {@link JsonBytes#UNUSUAL}.
 */
final class JsonStrings {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** The length of a backslash, a {@code u} and four digits. */
  private static final int ESCAPED_UNIT = 6;

  private static final int HEX = 16;
  private static final int HEX_BITS = 4;
  private static final int TAIL_BITS = 6;
  private static final int TAIL = 0x80;
  private static final int TAIL_MASK = 0x3F;
  private static final int TWO_BYTES = 0x80;
  private static final int THREE_BYTES = 0x800;
  private static final int FOUR_BYTES = 0x10000;

  private JsonStrings() {}

  /** Where the string ends whose first quote is at {@code at}. */
  static int string(byte[] data, int at, int to) {
    int i = at + 1;
    while (i < to) {
      int most = Math.min(to, i + Long.BYTES);
      if (i + Long.BYTES <= to) {
        long word = (long) LONG.get(data, i);
        long escapes = bytes(word, '\\');
        long others = (((word - ' ' * ONES) & ~word) | word) & HIGHS;
        // A quote after each backslash and at no other place: JSON within a string.
        if (others == 0 && bytes(word, '"') == escapes << Byte.SIZE) {
          i += escapes < 0 ? Long.BYTES - 1 : Long.BYTES;
          continue;
        }
      }
      while (i < most) {
        byte c = data[i];
        if (c == '"') {
          return i + 1;
        } else if (c == '\\') {
          i = escape(data, i, to);
        } else if (c < 0) {
          i = character(data, i, to);
        } else {
          i = c < ' ' ? JsonBytes.UNUSUAL : i + 1;
        }
        if (i < 0) {
          return JsonBytes.UNUSUAL;
        }
      }
    }
    return JsonBytes.UNUSUAL;
  }

  /** The bytes that are {@code c}: the high bit of each. */
  private static long bytes(long word, int c) {
    long x = word ^ c * ONES;
    return ~(((x & ~HIGHS) + ~HIGHS) | x) & HIGHS;
  }

  /** Where the character ends, of several bytes of UTF-8, that begins at {@code at}. */
  static int character(byte[] data, int at, int to) {
    int lead = data[at] & 0xFF;
    int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (length == 0 || at + length > to) {
      return JsonBytes.UNUSUAL;
    }
    for (int i = at + 1; i < at + length; i++) {
      if ((data[i] & ~TAIL_MASK) != (byte) TAIL) {
        return JsonBytes.UNUSUAL;
      }
    }
    int second = data[at + 1] & 0xFF;
    boolean valid =
        switch (lead) {
          // Shorter forms of what fewer bytes say.
          case 0xE0 -> second >= 0xA0;
          case 0xF0 -> second >= 0x90;
          // Halves of pairs; characters beyond the last.
          case 0xED -> second < 0xA0;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return valid ? at + length : JsonBytes.UNUSUAL;
  }

  /** Where the escaped character ends whose backslash is at {@code at}. */
  private static int escape(byte[] data, int at, int to) {
    if (at + 1 >= to) {
      return JsonBytes.UNUSUAL;
    }
    return switch (data[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
      case 'u' -> {
        int unit = unit(data, at, to);
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
          yield JsonBytes.UNUSUAL;
        } else if (!Character.isHighSurrogate((char) unit)) {
          yield at + ESCAPED_UNIT;
        }
        int low = unit(data, at + ESCAPED_UNIT, to);
        yield low >= 0 && Character.isLowSurrogate((char) low)
            ? at + 2 * ESCAPED_UNIT
            : JsonBytes.UNUSUAL;
      }
      default -> JsonBytes.UNUSUAL;
    };
  }

  /** The UTF-16 unit whose escape begins at {@code at}; negative if none does. */
  private static int unit(byte[] data, int at, int to) {
    if (at + ESCAPED_UNIT > to || data[at] != '\\' || data[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + ESCAPED_UNIT; i++) {
      int digit = Character.digit(data[i], HEX);
      if (digit < 0) {
        return -1;
      }
      unit = unit << HEX_BITS | digit;
    }
    return unit;
  }

  /**
   * Writes in UTF-8 what the string's inside between two places means to {@code target}; returns
   * its length, at most that of the inside. The inside is such as {@link #string} passes over.
   */
  static int unescape(byte[] data, int from, int to, byte[] target) {
    int length = 0;
    int i = from;
    while (i < to) {
      byte c = data[i++];
      if (c != '\\') {
        target[length++] = c;
      } else if (data[i] != 'u') {
        target[length++] = escaped(data[i++]);
      } else {
        int point = unit(data, i - 1, to);
        i += ESCAPED_UNIT - 1;
        if (Character.isHighSurrogate((char) point)) {
          point = Character.toCodePoint((char) point, (char) unit(data, i, to));
          i += ESCAPED_UNIT;
        }
        length = encode(point, target, length);
      }
    }
    return length;
  }

  private static int encode(int point, byte[] target, int at) {
    int i = at;
    if (point < TWO_BYTES) {
      target[i++] = (byte) point;
    } else if (point < THREE_BYTES) {
      target[i++] = (byte) (0xC0 | (point >> TAIL_BITS));
      target[i++] = tail(point);
    } else if (point < FOUR_BYTES) {
      target[i++] = (byte) (0xE0 | (point >> (2 * TAIL_BITS)));
      target[i++] = tail(point >> TAIL_BITS);
      target[i++] = tail(point);
    } else {
      target[i++] = (byte) (0xF0 | (point >> (3 * TAIL_BITS)));
      target[i++] = tail(point >> (2 * TAIL_BITS));
      target[i++] = tail(point >> TAIL_BITS);
      target[i++] = tail(point);
    }
    return i;
  }

  private static byte tail(int bits) {
    return (byte) (TAIL | (bits & TAIL_MASK));
  }

  private static byte escaped(byte c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }
}
