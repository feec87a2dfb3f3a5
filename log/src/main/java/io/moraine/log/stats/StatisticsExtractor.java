package io.moraine.log.stats;

import io.moraine.log.stats.StatisticValues.Side;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Takes a few columns' statistics out of JSON text without reading all of it.
 *
 * <p>Goes from member to member of the outer object, and within {@code minValues} and the like
 * looks for each column where the file before had it. Text in which anything is unusual (white
 * space, escapes in names, structs, braces in strings, a section twice) is left to {@link
 * StatisticsParser}. That the text is JSON is not checked where nothing is taken from it, and a
 * name twice in a section is not noticed.
 */
final class StatisticsExtractor {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long OPEN = '{' * ONES;
  private static final long CLOSE = '}' * ONES;

  private static final int NUM_RECORDS = 0;
  private static final int MIN = 1;
  private static final int MAX = 2;
  private static final int NULL_COUNT = 3;
  private static final int NAN_COUNT = 4;
  private static final int TIGHT = 5;
  private static final byte[][] NAMES =
      new byte[][] {
        ascii("numRecords"),
        ascii("minValues"),
        ascii("maxValues"),
        ascii("nullCount"),
        ascii("nanCount"),
        ascii("tightBounds")
      };
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final int MAX_LONG_DIGITS = 18;

  /** How far off a section's end is looked for. */
  private static final int MAX_AWAY = 24;

  private static final int MAX_NAME = 16;

  private final StatisticsTableBuilder table;

  /** What stands before the value of a column, by leaf: its name in quotes, and a colon. */
  private final byte[][] keys;

  /** Where each section had each leaf's key last, from the section's start. */
  private final int[][] hints;

  /** How long each section was last. */
  private final int[] lengths = new int[NAMES.length];

  private final boolean flat;
  private boolean byHints;

  /** Which members the text has, a bit each. */
  private int seen;

  private int lastSeen;

  StatisticsExtractor(StatisticsTableBuilder table) {
    this.table = table;
    this.keys = new byte[table.columns.leafCount()][];
    this.hints = new int[NAMES.length][keys.length];
    boolean plain = true;
    for (Map.Entry<String, StatisticsColumns.Node> root : table.columns.roots().entrySet()) {
      String name = root.getKey();
      if (root.getValue().leaf() < 0
          || name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\')) {
        plain = false;
      } else {
        keys[root.getValue().leaf()] = ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
      }
    }
    this.flat = plain;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads {@code text[from .. to)}; false, with anything set for the file, if it is unusual. */
  boolean extract(int file, byte[] text, int from, int to) {
    if (!flat || text[from] != '{' || text[to - 1] != '}') {
      return false;
    }
    byHints = true;
    if (!members(file, text, from, to)) {
      return false;
    }
    if (seen == lastSeen) {
      return true;
    }
    // A much shorter section may have been taken for one with the next, up to that one's end.
    byHints = false;
    table.forget(file);
    boolean usual = members(file, text, from, to);
    lastSeen = seen;
    return usual;
  }

  private boolean members(int file, byte[] text, int from, int to) {
    int at = from + 1;
    seen = 0;
    while (at < to && text[at] == '"') {
      int nameEnd = nameEnd(text, at + 1, to);
      if (nameEnd < 0 || nameEnd + 2 >= to || text[nameEnd + 1] != ':') {
        return false;
      }
      int name = name(text, at + 1, nameEnd);
      int value = nameEnd + 2;
      if (name < 0 || (seen & 1 << name) != 0) {
        return false;
      }
      seen |= 1 << name;
      at = member(file, name, text, value, to);
      if (at < 0 || at >= to) {
        return false;
      }
      if (text[at] == '}') {
        return at + 1 == to;
      } else if (text[at] != ',') {
        return false;
      }
      at++;
    }
    return false;
  }

  private static int nameEnd(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == '"') {
        return i;
      } else if (text[i] == '\\') {
        return -1;
      }
    }
    return -1;
  }

  private static int name(byte[] text, int from, int to) {
    for (int i = 0; i < NAMES.length; i++) {
      if (Arrays.equals(NAMES[i], 0, NAMES[i].length, text, from, to)) {
        return i;
      }
    }
    return -1;
  }

  /** Reads the member's value; returns where it ends, −1 if it is unusual. */
  private int member(int file, int name, byte[] text, int value, int to) {
    if (name == NUM_RECORDS) {
      int end = numberEnd(text, value, to);
      long rows = whole(text, value, end);
      table.numRecords[file] = rows;
      return rows < 0 ? -1 : end;
    } else if (name == TIGHT) {
      if (startsWith(text, value, to, TRUE)) {
        return value + TRUE.length;
      }
      table.wide[file] = 1;
      return startsWith(text, value, to, FALSE) ? value + FALSE.length : -1;
    } else if (text[value] != '{') {
      return -1;
    }
    int end = sectionEnd(name, text, value, to);
    if (end < 0 || text[end] != '}') {
      return -1;
    }
    lengths[name] = end - value;
    for (int leaf = 0; leaf < keys.length; leaf++) {
      if (!leaf(file, name, leaf, text, value, end)) {
        return -1;
      }
    }
    return end + 1;
  }

  /**
   * Where the section from {@code open} on ends: about where the file before had it, if a brace is
   * there with another section or the end after it, which no string can hold; else at the next
   * brace.
   */
  private int sectionEnd(int name, byte[] text, int open, int to) {
    int hint = open + lengths[name];
    for (int away = 0; byHints && away <= MAX_AWAY; away++) {
      if (endsSection(text, open, hint + away, to)) {
        return hint + away;
      } else if (endsSection(text, open, hint - away, to)) {
        return hint - away;
      }
    }
    return brace(text, open + 1, to);
  }

  private static boolean endsSection(byte[] text, int open, int at, int to) {
    if (at <= open || at + 2 > to || text[at] != '}') {
      return false;
    }
    if (text[at + 1] == '}') {
      return at + 2 == to;
    }
    int from = at + 3;
    if (from >= to || text[at + 1] != ',' || text[at + 2] != '"') {
      return false;
    }
    int nameEnd = nameEnd(text, from, Math.min(to, from + MAX_NAME));
    return nameEnd > 0
        && nameEnd + 2 < to
        && text[nameEnd + 1] == ':'
        && text[nameEnd + 2] == '{'
        && name(text, from, nameEnd) > 0;
  }

  private static boolean startsWith(byte[] text, int at, int to, byte[] word) {
    return at + word.length <= to
        && Arrays.equals(text, at, at + word.length, word, 0, word.length);
  }

  /** The first brace from {@code from} on, −1 if there is none. */
  private static int brace(byte[] text, int from, int to) {
    int i = from;
    while (i + Long.BYTES <= to) {
      long word = (long) LONG.get(text, i);
      long open = word ^ OPEN;
      long close = word ^ CLOSE;
      long found = (((open - ONES) & ~open) | ((close - ONES) & ~close)) & HIGHS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >> 3);
      }
      i += Long.BYTES;
    }
    while (i < to && text[i] != '{' && text[i] != '}') {
      i++;
    }
    return i < to ? i : -1;
  }

  /** Reads one leaf within the object at {@code open} to {@code close}; false if unusual. */
  private boolean leaf(int file, int section, int leaf, byte[] text, int open, int close) {
    if (section == NAN_COUNT && table.nanCount[leaf].length == 0) {
      return true;
    }
    byte[] key = keys[leaf];
    int at = find(text, open, close, key, open + hints[section][leaf]);
    if (at < 0) {
      return true;
    }
    if (brace(text, open + 1, at) >= 0) {
      // Perhaps it is within a struct.
      return false;
    }
    hints[section][leaf] = at - open;
    int value = at + key.length;
    if (value >= close) {
      return false;
    }
    boolean quoted = text[value] == '"';
    int end = quoted ? nameEnd(text, value + 1, close) + 1 : numberEnd(text, value, close);
    if (end <= value || (end < close && text[end] != ',')) {
      return false;
    }
    return switch (section) {
      case MIN -> StatisticBytes.read(table.min[leaf], file, text, value, end, Side.MIN);
      case MAX -> StatisticBytes.read(table.max[leaf], file, text, value, end, Side.MAX);
      case NULL_COUNT -> count(table.nullCount[leaf], file, text, value, end);
      default -> count(table.nanCount[leaf], file, text, value, end);
    };
  }

  private static boolean count(long[] counts, int file, byte[] text, int from, int to) {
    long count = whole(text, from, to);
    counts[file] = count;
    return count >= 0;
  }

  /** Where {@code key} is as a name of the object, looked for at {@code hint} first; −1 if not. */
  private static int find(byte[] text, int open, int close, byte[] key, int hint) {
    if (isKey(text, open, close, key, hint)) {
      return hint;
    }
    for (int i = open + 1; i + key.length <= close; i++) {
      if (text[i] == '"' && isKey(text, open, close, key, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isKey(byte[] text, int open, int close, byte[] key, int at) {
    return at > open
        && at + key.length <= close
        && text[at] == '"'
        // A quote after a comma is no part of a string, whose own quotes are escaped.
        && (text[at - 1] == ',' || at - 1 == open)
        && Arrays.equals(text, at, at + key.length, key, 0, key.length);
  }

  private static int numberEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] != ',' && text[i] != '}') {
      i++;
    }
    return i;
  }

  /** A whole number that is not negative; −1 if it is anything else. */
  private static long whole(byte[] text, int from, int to) {
    int digits = to - from;
    if (digits < 1 || digits > MAX_LONG_DIGITS || (digits > 1 && text[from] == '0')) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
