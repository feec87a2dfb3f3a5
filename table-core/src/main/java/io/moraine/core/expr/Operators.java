package io.moraine.core.expr;

import io.moraine.core.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the operators that planning, pruning and rewriting look for, and their makers.
 *
 * <p>Makers expect operands whose types already fit each other.
 */
public final class Operators {
  /** Logical conjunction, two operands. */
  public static final String AND = "and";

  /** Logical disjunction, two operands. */
  public static final String OR = "or";

  /** Logical negation. */
  public static final String NOT = "not";

  /** Equality; null if an operand is. */
  public static final String EQ = "=";

  /** Inequality; null if an operand is. */
  public static final String NE = "<>";

  /** Less than. */
  public static final String LT = "<";

  /** Less than or equal. */
  public static final String LE = "<=";

  /** Greater than. */
  public static final String GT = ">";

  /** Greater than or equal. */
  public static final String GE = ">=";

  /** Equality in which null equals null; never null. */
  public static final String NULL_SAFE_EQ = "<=>";

  /** Whether the operand is null; never null. */
  public static final String IS_NULL = "isnull";

  /** Whether the operand is not null; never null. */
  public static final String IS_NOT_NULL = "isnotnull";

  /** The first operand among the others, with SQL's three-valued logic. */
  public static final String IN = "in";

  /** Pattern matching with {@code %}, {@code _} and an escape character as third operand. */
  public static final String LIKE = "like";

  private static final Map<String, String> INFIX =
      Map.ofEntries(
          Map.entry(AND, "AND"),
          Map.entry(OR, "OR"),
          Map.entry(EQ, "="),
          Map.entry(NE, "<>"),
          Map.entry(LT, "<"),
          Map.entry(LE, "<="),
          Map.entry(GT, ">"),
          Map.entry(GE, ">="),
          Map.entry(NULL_SAFE_EQ, "<=>"),
          Map.entry("+", "+"),
          Map.entry("-", "-"),
          Map.entry("*", "*"),
          Map.entry("/", "/"),
          Map.entry("%", "%"));

  private Operators() {}

  /** {@code left AND right}. */
  public static Expression and(Expression left, Expression right) {
    return logical(AND, left, right);
  }

  /** All of {@code conditions}; TRUE if there are none. */
  public static Expression and(List<Expression> conditions) {
    return conditions.isEmpty() ? Literal.TRUE : balanced(AND, conditions);
  }

  /** One of {@code conditions}; FALSE if there are none. */
  public static Expression or(List<Expression> conditions) {
    return conditions.isEmpty() ? Literal.FALSE : balanced(OR, conditions);
  }

  /** A tree of little height: thousands of operands must not take thousands of calls' stack. */
  private static Expression balanced(String operator, List<Expression> operands) {
    int size = operands.size();
    return size == 1
        ? operands.get(0)
        : logical(
            operator,
            balanced(operator, operands.subList(0, (size + 1) / 2)),
            balanced(operator, operands.subList((size + 1) / 2, size)));
  }

  /** {@code left OR right}. */
  public static Expression or(Expression left, Expression right) {
    return logical(OR, left, right);
  }

  /** {@code NOT operand}. */
  public static Expression not(Expression operand) {
    return new Call(NOT, List.of(operand), DataType.Primitive.BOOLEAN, operand.nullable());
  }

  /** A comparison by {@code operator}, one of this class's names. */
  public static Expression compare(String operator, Expression left, Expression right) {
    boolean nullable = !operator.equals(NULL_SAFE_EQ) && (left.nullable() || right.nullable());
    return new Call(operator, List.of(left, right), DataType.Primitive.BOOLEAN, nullable);
  }

  /** {@code operand IS NULL}. */
  public static Expression isNull(Expression operand) {
    return new Call(IS_NULL, List.of(operand), DataType.Primitive.BOOLEAN, false);
  }

  /** {@code operand IS NOT NULL}. */
  public static Expression isNotNull(Expression operand) {
    return new Call(IS_NOT_NULL, List.of(operand), DataType.Primitive.BOOLEAN, false);
  }

  /** {@code operand IN (options)}. */
  public static Expression in(Expression operand, List<Expression> options) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(operand);
    arguments.addAll(options);
    boolean nullable = arguments.stream().anyMatch(Expression::nullable);
    return new Call(IN, arguments, DataType.Primitive.BOOLEAN, nullable);
  }

  /** The parts of a conjunction, each not a conjunction itself; none for TRUE. */
  public static List<Expression> conjuncts(Expression condition) {
    List<Expression> parts = new ArrayList<>();
    collectConjuncts(condition, parts);
    return parts;
  }

  private static void collectConjuncts(Expression condition, List<Expression> parts) {
    if (condition instanceof Call call && call.is(AND)) {
      call.arguments().forEach(argument -> collectConjuncts(argument, parts));
    } else if (!condition.equals(Literal.TRUE)) {
      parts.add(condition);
    }
  }

  private static Expression logical(String operator, Expression left, Expression right) {
    return new Call(
        operator,
        List.of(left, right),
        DataType.Primitive.BOOLEAN,
        left.nullable() || right.nullable());
  }

  /** The call as SQL writes an operator, if it is one. */
  static Optional<String> text(Call call) {
    List<Expression> arguments = call.arguments();
    String infix = INFIX.get(call.function());
    if (infix != null && arguments.size() == 2) {
      return Optional.of("(%s %s %s)".formatted(arguments.get(0), infix, arguments.get(1)));
    }
    return switch (call.function()) {
      case NOT -> Optional.of("(NOT %s)".formatted(arguments.get(0)));
      case IS_NULL -> Optional.of("(%s IS NULL)".formatted(arguments.get(0)));
      case IS_NOT_NULL -> Optional.of("(%s IS NOT NULL)".formatted(arguments.get(0)));
      case IN ->
          Optional.of(
              "(%s IN (%s))"
                  .formatted(
                      arguments.get(0),
                      String.join(
                          ", ",
                          arguments.subList(1, arguments.size()).stream()
                              .map(Expression::toString)
                              .toList())));
      default -> Optional.empty();
    };
  }
}
