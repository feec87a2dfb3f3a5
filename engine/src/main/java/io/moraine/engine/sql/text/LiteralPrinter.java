package io.moraine.engine.sql.text;

import io.moraine.engine.sql.syntax.Literal;

/** Prints literals. */
final class LiteralPrinter implements Literal.Visitor<Void> {
  private final Text text;

  LiteralPrinter(Text text) {
    this.text = text;
  }

  @Override
  public Void visitNullLiteral(Literal.NullLiteral literal) {
    text.add("NULL");
    return null;
  }

  @Override
  public Void visitBooleanLiteral(Literal.BooleanLiteral literal) {
    text.add(literal.value() ? "TRUE" : "FALSE");
    return null;
  }

  @Override
  public Void visitNumberLiteral(Literal.NumberLiteral number) {
    String digits = number.digits();
    boolean exponent = digits.indexOf('E') >= 0;
    boolean point = digits.indexOf('.') >= 0;
    String suffix =
        switch (number.kind()) {
          case INTEGER -> "";
          case TINYINT -> "Y";
          case SMALLINT -> "S";
          case BIGINT -> "L";
          case FLOAT -> "F";
          case DOUBLE -> exponent ? "" : "D";
          case DECIMAL -> point && !exponent ? "" : "BD";
        };
    text.add(digits).add(suffix);
    return null;
  }

  @Override
  public Void visitStringLiteral(Literal.StringLiteral string) {
    text.string(string.value());
    return null;
  }

  @Override
  public Void visitBinaryLiteral(Literal.BinaryLiteral binary) {
    text.add("X'").add(binary.hexDigits()).add("'");
    return null;
  }

  @Override
  public Void visitDateTimeLiteral(Literal.DateTimeLiteral literal) {
    text.add(literal.kind().name()).add(" ").string(literal.text());
    return null;
  }

  @Override
  public Void visitIntervalLiteral(Literal.IntervalLiteral interval) {
    text.add("INTERVAL ").list(interval.parts(), " ", this::part);
    return null;
  }

  private void part(Literal.IntervalPart part) {
    part.value().accept((Literal.Visitor<Void>) this);
    text.clause(" ", part.unit(), text::add).clause(" TO ", part.toUnit(), text::add);
  }
}
