package io.moraine.engine.file.text;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;

/**
 * The narrowest type that all of a column's texts are values of.
 *
 * <p>The first that fits of BOOLEAN, INT, BIGINT, DOUBLE, DATE, TIMESTAMP; otherwise STRING.
 * Numbers that would lose something are text: those with a zero in front, such as postal codes, and
 * whole ones beyond 64 bits.
 */
public final class TypeGuess {
  private static final int BOOLEAN = 1;
  private static final int INT = 1 << 1;
  private static final int LONG = 1 << 2;
  private static final int DOUBLE = 1 << 3;
  private static final int DATE = 1 << 4;
  private static final int TIMESTAMP = 1 << 5;
  private static final int NUMBERS = INT | LONG | DOUBLE;
  private static final int ALL = BOOLEAN | NUMBERS | DATE | TIMESTAMP;

  private final TextParser parser = new TextParser();
  private int possible = ALL;
  private boolean seen;

  /** Takes a value into account. */
  public void see(char[] text, int from, int length) {
    seen = true;
    if (possible == 0) {
      return;
    }
    if ((possible & BOOLEAN) != 0 && !parser.isBoolean(text, from, length)) {
      possible &= ~BOOLEAN;
    }
    if ((possible & NUMBERS) != 0) {
      seeNumber(text, from, length);
    }
    if ((possible & DATE) != 0 && !parser.isDate(text, from, length)) {
      possible &= ~DATE;
    }
    if ((possible & TIMESTAMP) != 0 && !parser.isTimestamp(text, from, length)) {
      possible &= ~TIMESTAMP;
    }
  }

  private void seeNumber(char[] text, int from, int length) {
    if (hasLeadingZero(text, from, length)) {
      possible &= ~NUMBERS;
    } else if (parser.isWhole(text, from, length, Long.MIN_VALUE, Long.MAX_VALUE)) {
      if (parser.whole() != (int) parser.whole()) {
        possible &= ~INT;
      }
    } else {
      possible &= ~(INT | LONG);
      if (isAllDigits(text, from, length) || !parser.isReal(text, from, length)) {
        possible &= ~DOUBLE;
      }
    }
  }

  private static boolean hasLeadingZero(char[] text, int from, int length) {
    int sign = length > 0 && (text[from] == '-' || text[from] == '+') ? 1 : 0;
    return length - sign > 1
        && text[from + sign] == '0'
        && text[from + sign + 1] >= '0'
        && text[from + sign + 1] <= '9';
  }

  private static boolean isAllDigits(char[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if ((text[i] < '0' || text[i] > '9') && (i > from || text[i] != '-')) {
        return false;
      }
    }
    return true;
  }

  /** The type; STRING where nothing was seen. */
  public DataType type() {
    if (!seen || possible == 0) {
      return Primitive.STRING;
    }
    return switch (Integer.lowestOneBit(possible)) {
      case BOOLEAN -> Primitive.BOOLEAN;
      case INT -> Primitive.INTEGER;
      case LONG -> Primitive.LONG;
      case DOUBLE -> Primitive.DOUBLE;
      case DATE -> Primitive.DATE;
      default -> Primitive.TIMESTAMP;
    };
  }
}
