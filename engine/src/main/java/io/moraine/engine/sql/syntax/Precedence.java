package io.moraine.engine.sql.syntax;

/**
 * How tightly operators bind: a higher level holds its operands more tightly.
 *
 * <p>These are the levels of Spark's grammar, where a comparison binds more tightly than IS, IN,
 * LIKE and BETWEEN: {@code a = b IS NULL} asks whether the comparison is null.
 */
public final class Precedence {
  public static final int LOWEST = 0;
  public static final int OR = 1;
  public static final int AND = 2;
  public static final int NOT = 3;

  /** BETWEEN, IN, LIKE and IS: they take operands above them and do not chain. */
  public static final int PREDICATE = 4;

  public static final int COMPARISON = 5;
  public static final int BIT_OR = 6;
  public static final int BIT_XOR = 7;
  public static final int BIT_AND = 8;
  public static final int SHIFT = 9;
  public static final int ADDITIVE = 10;
  public static final int MULTIPLICATIVE = 11;
  public static final int UNARY = 12;

  /** Subscripts, fields and paths. */
  public static final int POSTFIX = 13;

  private Precedence() {}
}
