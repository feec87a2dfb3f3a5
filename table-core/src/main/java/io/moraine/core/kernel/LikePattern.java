package io.moraine.core.kernel;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.BytesVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of LIKE: {@code %} stands for any characters, {@code _} for one, and what follows the
 * escape character for itself. Immutable.
 *
 * <p>Held as the parts between {@code %}, and matched on UTF-8 bytes: the first part at the start,
 * the last at the end, each other at its first place after the one before.
 */
public final class LikePattern {
  /** Stands for {@code _} among a part's bytes; no byte of UTF-8. */
  private static final byte ANY_CHARACTER = (byte) 0xFF;

  private final List<byte[]> parts;
  private final boolean[] withAny;

  private LikePattern(List<byte[]> parts) {
    this.parts = parts;
    this.withAny = new boolean[parts.size()];
    for (int i = 0; i < withAny.length; i++) {
      for (byte b : parts.get(i)) {
        withAny[i] |= b == ANY_CHARACTER;
      }
    }
  }

  /**
   * The pattern that {@code pattern} is with {@code escape}.
   *
   * @throws InvalidInputException if the escape character stands last, or before another than
   *     {@code %}, {@code _} and itself
   */
  public static LikePattern of(String pattern, char escape) {
    List<byte[]> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == escape) {
        i++;
        if (i == pattern.length()
            || ("%_".indexOf(pattern.charAt(i)) < 0 && pattern.charAt(i) != escape)) {
          throw new InvalidInputException(
              "Pattern '%s' of LIKE: the escape character '%s' must stand before %%, _ or itself"
                  .formatted(pattern, escape));
        }
        part.append(pattern.charAt(i));
      } else if (c == '%') {
        parts.add(bytes(part));
        part.setLength(0);
      } else {
        // A lone surrogate has no UTF-8, so it can stand for the byte that has none.
        part.append(c == '_' ? Character.MIN_LOW_SURROGATE : c);
      }
    }
    parts.add(bytes(part));
    return new LikePattern(parts);
  }

  private static byte[] bytes(StringBuilder part) {
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    int from = 0;
    for (int i = 0; i < part.length(); i++) {
      boolean any =
          part.charAt(i) == Character.MIN_LOW_SURROGATE
              && (i == from || !Character.isHighSurrogate(part.charAt(i - 1)));
      if (any) {
        bytes.writeBytes(part.substring(from, i).getBytes(StandardCharsets.UTF_8));
        bytes.write(ANY_CHARACTER);
        from = i + 1;
      }
    }
    bytes.writeBytes(part.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** The pattern of literal {@code arguments}: pattern, and escape if it is not a backslash. */
  public static Optional<LikePattern> ofConstants(List<Expression> arguments) {
    if (arguments.get(0) instanceof Literal pattern && pattern.value() instanceof String text) {
      if (arguments.size() == 1) {
        return Optional.of(of(text, '\\'));
      } else if (arguments.get(1) instanceof Literal escape
          && escape.value() instanceof String character) {
        return Optional.of(of(text, escape(character)));
      }
    }
    return Optional.empty();
  }

  /**
   * The escape character that {@code text} is.
   *
   * @throws InvalidInputException if it is not one character
   */
  public static char escape(String text) {
    if (text.length() != 1) {
      throw new InvalidInputException(
          "The escape of LIKE must be one character, got '%s'".formatted(text));
    }
    return text.charAt(0);
  }

  /** What every match begins with. */
  public String prefix() {
    byte[] first = parts.get(0);
    int length = 0;
    while (length < first.length && first[length] != ANY_CHARACTER) {
      length++;
    }
    return new String(first, 0, length, StandardCharsets.UTF_8);
  }

  /** Whether everything that begins with {@link #prefix} matches. */
  public boolean isPrefixOnly() {
    return parts.size() >= 2
        && !withAny[0]
        && parts.stream().skip(1).allMatch(part -> part.length == 0);
  }

  /** Whether {@code data[from .. to)} matches. */
  public boolean matches(byte[] data, int from, int to) {
    byte[] first = parts.get(0);
    int position = matchAt(first, withAny[0], data, from, to);
    if (position < 0) {
      return false;
    }
    int last = parts.size() - 1;
    if (last == 0) {
      return position == to;
    }
    for (int i = 1; i < last; i++) {
      position = find(parts.get(i), withAny[i], data, position, to);
      if (position < 0) {
        return false;
      }
    }
    return endsWith(parts.get(last), withAny[last], data, position, to);
  }

  /** Where a match of the part at {@code from} ends, or −1. */
  private static int matchAt(byte[] part, boolean any, byte[] data, int from, int to) {
    if (!any) {
      int end = from + part.length;
      return end <= to && Arrays.equals(part, 0, part.length, data, from, end) ? end : -1;
    }
    int position = from;
    for (byte b : part) {
      if (position >= to) {
        return -1;
      }
      if (b == ANY_CHARACTER) {
        position++;
        while (position < to && (data[position] & 0xC0) == 0x80) {
          position++;
        }
      } else if (data[position++] != b) {
        return -1;
      }
    }
    return position;
  }

  /** Where the first match of the part at or after {@code from} ends, or −1. */
  private static int find(byte[] part, boolean any, byte[] data, int from, int to) {
    if (part.length == 0) {
      return from;
    }
    if (!any) {
      int at = ByteSearch.indexOf(data, from, to, part);
      return at < 0 ? -1 : at + part.length;
    }
    for (int at = from; at < to; at++) {
      boolean startsCharacter = (data[at] & 0xC0) != 0x80;
      int end = startsCharacter ? matchAt(part, true, data, at, to) : -1;
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  private static boolean endsWith(byte[] part, boolean any, byte[] data, int from, int to) {
    if (!any) {
      int at = to - part.length;
      return at >= from && Arrays.equals(part, 0, part.length, data, at, to);
    }
    // As many characters from the end as the part has.
    int at = to;
    for (int i = characters(part); i > 0; i--) {
      do {
        at--;
      } while (at >= from && (data[at] & 0xC0) == 0x80);
      if (at < from) {
        return false;
      }
    }
    return matchAt(part, true, data, at, to) == to;
  }

  private static int characters(byte[] part) {
    int count = 0;
    for (byte b : part) {
      count += (b & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  /** A kernel of the string, and arguments after it that are not looked at. */
  public Kernel kernel() {
    return (arguments, rowCount) -> {
      BytesVector strings = (BytesVector) arguments[0];
      byte[] data = strings.data();
      int[] start = strings.start();
      int[] length = strings.length();
      byte[] result = new byte[rowCount];
      for (int i = 0; i < rowCount; i++) {
        if (!strings.isNull(i)) {
          result[i] = (byte) (matches(data, start[i], start[i] + length[i]) ? 1 : 0);
        }
      }
      return new BooleanVector(DataType.Primitive.BOOLEAN, rowCount, result, strings.validity());
    };
  }
}
