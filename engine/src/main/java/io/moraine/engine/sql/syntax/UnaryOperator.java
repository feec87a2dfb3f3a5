package io.moraine.engine.sql.syntax;

/** Operators with one operand, after them. */
public enum UnaryOperator {
  PLUS("+"),
  NEGATE("-"),
  BIT_NOT("~"),
  NOT("NOT");

  private final String symbol;

  UnaryOperator(String symbol) {
    this.symbol = symbol;
  }

  /** How the operator is written. */
  public String symbol() {
    return symbol;
  }
}
