package io.moraine.log.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes over JSON values in the form in which logs are usually written: without white space
 * between tokens, and with names that need no escapes. What a method passes over is valid; for
 * anything else, valid or not, it gives −1.
 */
final class JsonBytes {
  /** No such value is here. */
  static final int UNUSUAL = -1;

  static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

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
      case '"' -> JsonStrings.string(data, at, to);
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
    return data[at] == '"' ? JsonStrings.string(data, at, to) : word(data, at, to, NULL);
  }

  /** Where the colon is after the name, without escapes, that begins at {@code at}. */
  static int name(byte[] data, int at, int to) {
    if (at >= to || data[at] != '"') {
      return UNUSUAL;
    }
    int most = Math.min(to - 1, at + MAX_NAME);
    int i = at + 1;
    while (i < most) {
      byte c = data[i];
      if (c == '"') {
        return data[i + 1] == ':' ? i + 1 : UNUSUAL;
      } else if (c < 0) {
        i = JsonStrings.character(data, i, to);
      } else {
        i = c < ' ' || c == '\\' ? UNUSUAL : i + 1;
      }
      if (i < 0) {
        return UNUSUAL;
      }
    }
    return UNUSUAL;
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
}
