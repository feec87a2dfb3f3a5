package io.moraine.engine.sql.syntax;

/** Operators between two operands, all of them left-associative. */
public enum BinaryOperator {
  MULTIPLY("*", Precedence.MULTIPLICATIVE),
  DIVIDE("/", Precedence.MULTIPLICATIVE),
  REMAINDER("%", Precedence.MULTIPLICATIVE),
  INTEGER_DIVIDE("DIV", Precedence.MULTIPLICATIVE),
  ADD("+", Precedence.ADDITIVE),
  SUBTRACT("-", Precedence.ADDITIVE),
  CONCATENATE("||", Precedence.ADDITIVE),
  SHIFT_LEFT("<<", Precedence.SHIFT),
  SHIFT_RIGHT(">>", Precedence.SHIFT),
  SHIFT_RIGHT_UNSIGNED(">>>", Precedence.SHIFT),
  BIT_AND("&", Precedence.BIT_AND),
  BIT_XOR("^", Precedence.BIT_XOR),
  BIT_OR("|", Precedence.BIT_OR),
  EQUAL("=", Precedence.COMPARISON),
  NULL_SAFE_EQUAL("<=>", Precedence.COMPARISON),
  NOT_EQUAL("<>", Precedence.COMPARISON),
  LESS("<", Precedence.COMPARISON),
  LESS_OR_EQUAL("<=", Precedence.COMPARISON),
  GREATER(">", Precedence.COMPARISON),
  GREATER_OR_EQUAL(">=", Precedence.COMPARISON),
  IS_DISTINCT_FROM("IS DISTINCT FROM", Precedence.PREDICATE),
  IS_NOT_DISTINCT_FROM("IS NOT DISTINCT FROM", Precedence.PREDICATE);

  private final String symbol;
  private final int precedence;

  BinaryOperator(String symbol, int precedence) {
    this.symbol = symbol;
    this.precedence = precedence;
  }

  /** How the operator is written. */
  public String symbol() {
    return symbol;
  }

  /** One of {@link Precedence}'s levels. */
  public int precedence() {
    return precedence;
  }
}
