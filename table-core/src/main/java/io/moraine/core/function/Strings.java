package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/** What string functions do to one string. Positions count code points. */
final class Strings {
  private Strings() {}

  /** {@code length} characters from {@code position}: from 1, or from the end if negative. */
  static String substring(String text, int position, int length) {
    int characters = text.codePointCount(0, text.length());
    long from = position > 0 ? position - 1L : position < 0 ? (long) characters + position : 0;
    long to = Math.min(from + length, characters);
    from = Math.max(0, from);
    if (to <= from) {
      return "";
    }
    int start = text.offsetByCodePoints(0, (int) from);
    return text.substring(start, text.offsetByCodePoints(start, (int) (to - from)));
  }

  /** Where {@code sought} first stands at or after {@code position}, from 1; 0 if nowhere. */
  static int locate(String sought, String text, int position) {
    if (position < 1 || position > text.codePointCount(0, text.length()) + 1) {
      return 0;
    }
    int at = text.indexOf(sought, text.offsetByCodePoints(0, position - 1));
    return at < 0 ? 0 : text.codePointCount(0, at) + 1;
  }

  /** {@code text} filled up or cut to {@code length} characters. */
  static String pad(String text, int length, String filling, boolean atStart) {
    int characters = text.codePointCount(0, text.length());
    int missing = length - characters;
    if (missing <= 0 || filling.isEmpty()) {
      return substring(text, 1, Math.max(0, Math.min(length, characters)));
    }
    int each = filling.codePointCount(0, filling.length());
    String padding = substring(filling.repeat(missing / each + 1), 1, missing);
    return atStart ? padding + text : text + padding;
  }

  /** Without the characters of {@code set} at its ends. */
  static String trim(String text, String set, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && set.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && set.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /** The first letter of each word large, all others small; words are parted by spaces. */
  static String initCap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean start = true;
    for (int c : text.toLowerCase(java.util.Locale.ROOT).codePoints().toArray()) {
      result.appendCodePoint(start ? Character.toTitleCase(c) : c);
      start = c == ' ';
    }
    return result.toString();
  }

  /** Each character of {@code from} becomes the one at its place in {@code to}, or nothing. */
  static String translate(String text, String from, String to) {
    int[] sources = from.codePoints().toArray();
    int[] targets = to.codePoints().toArray();
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int place = 0;
              while (place < sources.length && sources[place] != c) {
                place++;
              }
              if (place == sources.length) {
                result.appendCodePoint(c);
              } else if (place < targets.length) {
                result.appendCodePoint(targets[place]);
              }
            });
    return result.toString();
  }

  /** The character of the lowest 8 bits; nothing for negative numbers. */
  static String character(long code) {
    return code < 0 ? "" : String.valueOf((char) (code & 0xFF));
  }

  /** Part {@code number} of {@code text} between {@code delimiter}s, from the end if negative. */
  static String splitPart(String text, String delimiter, int number) {
    if (number == 0) {
      throw new InvalidInputException("The part number of split_part counts from 1, got 0");
    }
    List<String> parts = split(text, delimiter);
    long place = number > 0 ? number - 1L : (long) parts.size() + number;
    return place < 0 || place >= parts.size() ? "" : parts.get((int) place);
  }

  /** What stands before the {@code count}-th delimiter, or after it from the end if negative. */
  static String substringIndex(String text, String delimiter, int count) {
    if (delimiter.isEmpty() || count == 0) {
      return "";
    }
    List<String> parts = split(text, delimiter);
    int kept = (int) Math.min(Math.abs((long) count), parts.size());
    return String.join(
        delimiter,
        count > 0 ? parts.subList(0, kept) : parts.subList(parts.size() - kept, parts.size()));
  }

  private static List<String> split(String text, String delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    int at = delimiter.isEmpty() ? -1 : text.indexOf(delimiter);
    while (at >= 0) {
      parts.add(text.substring(from, at));
      from = at + delimiter.length();
      at = text.indexOf(delimiter, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** How many characters must be put in, taken out or changed to make {@code b} of {@code a}. */
  static int distance(String a, String b) {
    int[] left = a.codePoints().toArray();
    int[] right = b.codePoints().toArray();
    int[] row = new int[right.length + 1];
    for (int j = 0; j <= right.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length; j++) {
        int change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[right.length];
  }
}
