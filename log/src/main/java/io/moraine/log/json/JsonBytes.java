package io.moraine.log.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes over JSON values in the form in which logs are usually written: ASCII without white space
 * between tokens. What a method passes over is valid; for anything else, valid or not, it gives −1.
 */
final class JsonBytes {
  /** No such value is here. */
  static final int UNUSUAL = -1;

  static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NAME = 1_000;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_WHOLE = 18;

  private JsonBytes() {}

  /** Where the value at {@code at} ends. */
  static int value(byte[] data, int at, int to) {
    return value(data, at, to, 0);
  }

  private static int value(byte[] data, int at, int to, int depth) {
    if (at >= to || depth > MAX_DEPTH) {
      return UNUSUAL;
    }
    return switch (data[at]) {
      case '"' -> string(data, at, to);
      case '{' -> object(data, at, to, depth);
      case '[' -> array(data, at, to, depth);
      case 't' -> word(data, at, to, TRUE);
      case 'f' -> word(data, at, to, FALSE);
      case 'n' -> word(data, at, to, NULL);
      default -> number(data, at, to);
    };
  }

  private static int object(byte[] data, int open, int to, int depth) {
    int at = open + 1;
    if (at < to && data[at] == '}') {
      return at + 1;
    }
    while (true) {
      int end = name(data, at, to);
      end = end < 0 ? UNUSUAL : value(data, end + 1, to, depth + 1);
      if (end < 0 || end >= to) {
        return UNUSUAL;
      } else if (data[end] == '}') {
        return end + 1;
      } else if (data[end] != ',') {
        return UNUSUAL;
      }
      at = end + 1;
    }
  }

  private static int array(byte[] data, int open, int to, int depth) {
    int at = open + 1;
    if (at < to && data[at] == ']') {
      return at + 1;
    }
    while (true) {
      int end = value(data, at, to, depth + 1);
      if (end < 0 || end >= to) {
        return UNUSUAL;
      } else if (data[end] == ']') {
        return end + 1;
      } else if (data[end] != ',') {
        return UNUSUAL;
      }
      at = end + 1;
    }
  }

  /** Where an object of strings, some of them null perhaps, ends. */
  static int stringMap(byte[] data, int open, int to) {
    int at = open + 1;
    if (at >= to || data[open] != '{') {
      return UNUSUAL;
    } else if (data[at] == '}') {
      return at + 1;
    }
    while (true) {
      int colon = name(data, at, to);
      int end = colon < 0 || colon + 1 >= to ? UNUSUAL : stringOrNull(data, colon + 1, to);
      if (end < 0 || end >= to) {
        return UNUSUAL;
      } else if (data[end] == '}') {
        return end + 1;
      } else if (data[end] != ',') {
        return UNUSUAL;
      }
      at = end + 1;
    }
  }

  /** Where the string or null ends that begins at {@code at}. */
  static int stringOrNull(byte[] data, int at, int to) {
    return data[at] == '"' ? string(data, at, to) : word(data, at, to, NULL);
  }

  /** Where the colon is after the name, without escapes, that begins at {@code at}. */
  static int name(byte[] data, int at, int to) {
    if (at >= to || data[at] != '"') {
      return UNUSUAL;
    }
    int most = Math.min(to - 1, at + MAX_NAME);
    for (int i = at + 1; i < most; i++) {
      byte c = data[i];
      if (c == '"') {
        return data[i + 1] == ':' ? i + 1 : UNUSUAL;
      } else if (c < ' ' || c == '\\') {
        return UNUSUAL;
      }
    }
    return UNUSUAL;
  }

  /** Where the string ends whose first quote is at {@code at}; of code points' escapes nowhere. */
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
        } else if (c < ' ') {
          return UNUSUAL;
        } else if (c != '\\') {
          i++;
        } else if (i + 1 < to && isEscape(data[i + 1])) {
          i += 2;
        } else {
          return UNUSUAL;
        }
      }
    }
    return UNUSUAL;
  }

  private static boolean isEscape(byte c) {
    return switch (c) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
      default -> false;
    };
  }

  /** The bytes that are {@code c}: the high bit of each. */
  private static long bytes(long word, int c) {
    long x = word ^ c * ONES;
    return ~(((x & ~HIGHS) + ~HIGHS) | x) & HIGHS;
  }

  /** Where the word ends that is to be at {@code at}. */
  static int word(byte[] data, int at, int to, byte[] word) {
    int end = at + word.length;
    return end <= to && Arrays.equals(data, at, end, word, 0, word.length) ? end : UNUSUAL;
  }

  /** Where the number ends that begins at {@code at}. */
  private static int number(byte[] data, int at, int to) {
    int i = data[at] == '-' ? at + 1 : at;
    int end = digits(data, i, to);
    if (end == i || (data[i] == '0' && end > i + 1)) {
      return UNUSUAL;
    }
    if (end < to && data[end] == '.') {
      i = end + 1;
      end = digits(data, i, to);
      if (end == i) {
        return UNUSUAL;
      }
    }
    if (end + 1 < to && (data[end] == 'e' || data[end] == 'E')) {
      i = data[end + 1] == '+' || data[end + 1] == '-' ? end + 2 : end + 1;
      end = digits(data, i, to);
      if (end == i) {
        return UNUSUAL;
      }
    }
    return end - at > MAX_NUMBER ? UNUSUAL : end;
  }

  private static int digits(byte[] data, int from, int to) {
    int i = from;
    while (i < to && data[i] >= '0' && data[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Where the whole number of at most 18 digits ends that begins at {@code at}. */
  static int whole(byte[] data, int at, int to) {
    int i = at < to && data[at] == '-' ? at + 1 : at;
    int end = digits(data, i, to);
    boolean usual = end > i && end - i <= MAX_WHOLE && (data[i] != '0' || end == at + 1);
    // What goes on as a fraction or an exponent is no whole number.
    return usual && end < to && (data[end] == ',' || data[end] == '}') ? end : UNUSUAL;
  }

  /** The whole number between two places. */
  static long wholeValue(byte[] data, int from, int to) {
    boolean negative = data[from] == '-';
    long value = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      value = value * 10 + data[i] - '0';
    }
    return negative ? -value : value;
  }

  /**
   * Writes what the string's inside between two places means to {@code target}; returns its length.
   * The inside is such as {@link #string} passes over.
   */
  static int unescape(byte[] data, int from, int to, byte[] target) {
    int length = 0;
    for (int i = from; i < to; i++) {
      byte c = data[i];
      if (c == '\\') {
        i++;
        c = escaped(data[i]);
      }
      target[length++] = c;
    }
    return length;
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
