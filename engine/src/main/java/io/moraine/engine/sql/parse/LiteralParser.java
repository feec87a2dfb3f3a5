package io.moraine.engine.sql.parse;

import io.moraine.engine.sql.syntax.Literal;
import io.moraine.engine.sql.syntax.Literal.IntervalPart;
import io.moraine.engine.sql.syntax.Literal.NumberKind;
import io.moraine.engine.sql.syntax.Literal.NumberLiteral;
import io.moraine.engine.sql.syntax.Literal.StringLiteral;
import io.moraine.engine.sql.syntax.SqlExpression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads numbers, strings, dates, bytes and intervals. */
final class LiteralParser {
  private final Cursor cursor;

  LiteralParser(Cursor cursor) {
    this.cursor = cursor;
  }

  StringLiteral string() {
    int from = cursor.start();
    String value = cursor.string("a string");
    return new StringLiteral(value, cursor.since(from));
  }

  /** Reads a number, and a minus before it if one is next. */
  NumberLiteral number() {
    int from = cursor.start();
    String sign = cursor.accept("-") ? "-" : "";
    String text = cursor.advance().text();
    String upper = text.toUpperCase(Locale.ROOT);
    boolean exponent = upper.indexOf('E') >= 0;
    NumberKind kind;
    int suffix = 1;
    switch (upper.charAt(upper.length() - 1)) {
      case 'L' -> kind = NumberKind.BIGINT;
      case 'S' -> kind = NumberKind.SMALLINT;
      case 'Y' -> kind = NumberKind.TINYINT;
      case 'F' -> kind = NumberKind.FLOAT;
      case 'D' -> {
        boolean decimal = upper.endsWith("BD");
        kind = decimal ? NumberKind.DECIMAL : NumberKind.DOUBLE;
        suffix = decimal ? 2 : 1;
      }
      default -> {
        suffix = 0;
        kind =
            exponent
                ? NumberKind.DOUBLE
                : upper.indexOf('.') >= 0 ? NumberKind.DECIMAL : NumberKind.INTEGER;
      }
    }
    String digits = sign + upper.substring(0, upper.length() - suffix);
    switch (kind) {
      case TINYINT -> checkRange(from, digits, kind, 8);
      case SMALLINT -> checkRange(from, digits, kind, 16);
      case BIGINT -> checkRange(from, digits, kind, 64);
      default -> {
        // The type of the others follows from the digits, or takes any.
      }
    }
    return new NumberLiteral(kind, digits, cursor.since(from));
  }

  private void checkRange(int from, String digits, NumberKind kind, int bits) {
    if (!digits.matches("-?[0-9]+")) {
      throw cursor.error(from, "a number of type %s must be whole".formatted(kind));
    }
    if (new BigInteger(digits).bitLength() > bits - 1) {
      throw cursor.error(
          from,
          "the number %s is out of the range of %s, expected %s to %s"
              .formatted(
                  digits,
                  kind,
                  BigInteger.TWO.pow(bits - 1).negate(),
                  BigInteger.TWO.pow(bits - 1).subtract(BigInteger.ONE)));
    }
  }

  /** Reads a literal that begins with a word, if one is next. */
  Optional<SqlExpression> worded() {
    boolean beforeString = cursor.peek(1).isString();
    return switch (cursor.peek().upper()) {
      case "NULL", "TRUE", "FALSE" -> Optional.of(constant());
      case "DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "TIMESTAMP_LTZ" ->
          beforeString ? Optional.of(dateTime()) : Optional.empty();
      case "X" -> beforeString ? Optional.of(binary()) : Optional.empty();
      case "INTERVAL" ->
          isIntervalPart(1, beforeString) ? Optional.of(interval()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Literal constant() {
    int from = cursor.start();
    Token word = cursor.advance();
    return word.is("NULL")
        ? new Literal.NullLiteral(cursor.since(from))
        : new Literal.BooleanLiteral(word.is("TRUE"), cursor.since(from));
  }

  private Literal dateTime() {
    int from = cursor.start();
    Literal.DateTimeKind kind = Literal.DateTimeKind.valueOf(cursor.advance().upper());
    return new Literal.DateTimeLiteral(kind, cursor.string("a string"), cursor.since(from));
  }

  private Literal binary() {
    int from = cursor.start();
    cursor.advance();
    int digitsAt = cursor.start();
    String digits = cursor.string("a string").toUpperCase(Locale.ROOT);
    if (!digits.matches("[0-9A-F]*")) {
      throw cursor.error(digitsAt, "expected hexadecimal digits after X, found '" + digits + "'");
    }
    String padded = digits.length() % 2 == 0 ? digits : "0" + digits;
    return new Literal.BinaryLiteral(padded, cursor.since(from));
  }

  private Literal interval() {
    int from = cursor.start();
    cursor.advance();
    List<IntervalPart> parts = new ArrayList<>();
    do {
      Literal value = intervalValue();
      Optional<String> unit = unit();
      Optional<String> toUnit = Optional.empty();
      if (unit.isPresent() && parts.isEmpty() && cursor.accept("TO")) {
        toUnit = Optional.of(unit().orElseThrow(() -> cursor.unexpected("a unit of time")));
      }
      parts.add(new IntervalPart(value, unit, toUnit));
      if (unit.isEmpty() || toUnit.isPresent()) {
        break;
      }
    } while (isIntervalPart(0, false));
    return new Literal.IntervalLiteral(parts, cursor.since(from));
  }

  private Literal intervalValue() {
    int from = cursor.start();
    boolean negative = cursor.at("-");
    if (negative && cursor.peek(1).isNumber()) {
      return number();
    }
    if (negative || cursor.at("+")) {
      cursor.advance();
    }
    if (cursor.peek().isNumber()) {
      return number();
    }
    StringLiteral quoted = string();
    if (!negative) {
      return quoted;
    }
    String value = quoted.value().strip();
    String negated = value.startsWith("-") ? value.substring(1) : "-" + value;
    return new StringLiteral(negated, cursor.since(from));
  }

  /** Whether a value, and a unit unless it may be missing, are {@code distance} ahead. */
  private boolean isIntervalPart(int distance, boolean unitMayBeMissing) {
    int at = distance;
    if (cursor.peek(at).is("-") || cursor.peek(at).is("+")) {
      at++;
    }
    if (!cursor.peek(at).isNumber() && !cursor.peek(at).isString()) {
      return false;
    }
    Token next = cursor.peek(at + 1);
    return unitMayBeMissing || (next.isWord() && Units.of(next.upper()).isPresent());
  }

  private Optional<String> unit() {
    return cursor.peek().isWord() ? Units.find(cursor.peek().upper(), cursor) : Optional.empty();
  }
}
