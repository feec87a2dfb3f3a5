package io.moraine.engine.sql.syntax;

import java.util.List;
import java.util.Optional;

/** A value written out. */
public sealed interface Literal extends SqlExpression {

  /** Calls the visitor's method for this case. */
  <R> R accept(Visitor<R> visitor);

  @Override
  default <R> R accept(SqlExpression.Visitor<R> visitor) {
    return visitor.visitLiteral(this);
  }

  /** What a number's form and suffix say of its type. */
  enum NumberKind {
    /** No suffix, point or exponent: INT, BIGINT or DECIMAL, the first that is wide enough. */
    INTEGER,
    TINYINT,
    SMALLINT,
    BIGINT,
    FLOAT,
    /** Suffix D, or an exponent without suffix. */
    DOUBLE,
    /** Suffix BD, or a point without exponent and suffix. */
    DECIMAL
  }

  /** The word before the string. */
  enum DateTimeKind {
    DATE,
    TIMESTAMP,
    TIMESTAMP_NTZ,
    TIMESTAMP_LTZ
  }

  /**
   * One quantity of an interval: {@code '1' DAY}, {@code '1-2' YEAR TO MONTH}, or with neither unit
   * a whole interval in a string. The value is a number or string literal, units are upper-case and
   * singular.
   */
  record IntervalPart(Literal value, Optional<String> unit, Optional<String> toUnit) {}

  /** The word NULL. */
  record NullLiteral(SourceRange range) implements Literal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNullLiteral(this);
    }
  }

  /** TRUE or FALSE. */
  record BooleanLiteral(boolean value, SourceRange range) implements Literal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBooleanLiteral(this);
    }
  }

  /** A number in decimal digits, with its sign if it has one and without its suffix. */
  record NumberLiteral(NumberKind kind, String digits, SourceRange range) implements Literal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNumberLiteral(this);
    }
  }

  /** A string, its escapes resolved and adjacent pieces joined. */
  record StringLiteral(String value, SourceRange range) implements Literal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStringLiteral(this);
    }
  }

  /** Bytes, as an even number of upper-case hexadecimal digits. */
  record BinaryLiteral(String hexDigits, SourceRange range) implements Literal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinaryLiteral(this);
    }
  }

  /** A date or timestamp; its text is not yet looked at. */
  record DateTimeLiteral(DateTimeKind kind, String text, SourceRange range) implements Literal {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDateTimeLiteral(this);
    }
  }

  /** The sum of its parts, of which there is at least one. */
  record IntervalLiteral(List<IntervalPart> parts, SourceRange range) implements Literal {
    public IntervalLiteral {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIntervalLiteral(this);
    }
  }

  /** One method for each case. */
  interface Visitor<R> {
    R visitNullLiteral(NullLiteral nullLiteral);

    R visitBooleanLiteral(BooleanLiteral booleanLiteral);

    R visitNumberLiteral(NumberLiteral numberLiteral);

    R visitStringLiteral(StringLiteral stringLiteral);

    R visitBinaryLiteral(BinaryLiteral binaryLiteral);

    R visitDateTimeLiteral(DateTimeLiteral dateTimeLiteral);

    R visitIntervalLiteral(IntervalLiteral intervalLiteral);
  }
}
