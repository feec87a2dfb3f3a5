package io.moraine.core.function;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.kernel.CastRules;
import io.moraine.core.text.Interval;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes typed expressions: looks functions up and puts in the casts that types need. */
public final class Expressions {
  private static final Set<String> NUMERIC_PAIRS =
      Set.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "mod",
          "pmod",
          "div",
          "=",
          "==",
          "<>",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "<=>",
          "try_add",
          "try_subtract",
          "try_multiply",
          "try_divide",
          "try_mod");

  /** Functions that are casts to the type of their name. */
  private static final Map<String, DataType> CASTS =
      Map.ofEntries(
          Map.entry("boolean", Primitive.BOOLEAN),
          Map.entry("tinyint", Primitive.BYTE),
          Map.entry("smallint", Primitive.SHORT),
          Map.entry("int", Primitive.INTEGER),
          Map.entry("bigint", Primitive.LONG),
          Map.entry("float", Primitive.FLOAT),
          Map.entry("double", Primitive.DOUBLE),
          Map.entry("decimal", new DataType.Decimal(10, 0)),
          Map.entry("string", Primitive.STRING),
          Map.entry("binary", Primitive.BINARY),
          Map.entry("date", Primitive.DATE),
          Map.entry("timestamp", Primitive.TIMESTAMP));

  private Expressions() {}

  /** As {@link #call(String, List)}. */
  public static Expression call(String name, Expression... arguments) {
    return call(name, List.of(arguments));
  }

  /**
   * The function or operator called {@code name} applied to {@code arguments}.
   *
   * @throws InvalidInputException if there is no such function, or it does not take such arguments
   */
  public static Expression call(String name, List<Expression> arguments) {
    String function = name.toLowerCase(Locale.ROOT);
    if (arguments.size() == 1 && CASTS.containsKey(function)) {
      return cast(arguments.get(0), CASTS.get(function));
    }
    switch (function) {
      case "if", "iff" -> {
        require(function, arguments, 3);
        return caseWhen(
            List.of(new Case.Branch(arguments.get(0), arguments.get(1))), arguments.get(2));
      }
      case "nullif" -> {
        require(function, arguments, 2);
        Expression equal = call("=", arguments);
        return caseWhen(
            List.of(new Case.Branch(equal, Literal.ofNull(arguments.get(0).type()))),
            arguments.get(0));
      }
      case "nvl2" -> {
        require(function, arguments, 3);
        return caseWhen(
            List.of(new Case.Branch(Operators.isNotNull(arguments.get(0)), arguments.get(1))),
            arguments.get(2));
      }
      case "+", "-" -> {
        Expression dated = dateArithmetic(function, arguments);
        if (dated != null) {
          return dated;
        }
      }
      default -> {}
    }
    List<Expression> given =
        NUMERIC_PAIRS.contains(function) && arguments.size() == 2
            ? List.of(
                besideDecimal(arguments.get(0), arguments.get(1)),
                besideDecimal(arguments.get(1), arguments.get(0)))
            : arguments;
    ScalarFunction found = Functions.STANDARD.function(name);
    Signature signature =
        found.refine(Functions.resolve(name, given.stream().map(Expression::type).toList()), given);
    List<Expression> cast = new ArrayList<>(given.size());
    for (int i = 0; i < given.size(); i++) {
      cast.add(widen(given.get(i), signature.parameters().get(i)));
    }
    boolean nullable = signature.nullability().of(cast.stream().map(Expression::nullable).toList());
    return new Call(found.name(), cast, signature.result(), nullable);
  }

  /**
   * {@code expression} as {@code type}, cast if it has another.
   *
   * @throws InvalidInputException if no such cast is allowed
   */
  public static Expression cast(Expression expression, DataType type) {
    return cast(expression, type, Cast.OnError.FAIL);
  }

  /**
   * {@code expression} as {@code type}, where fields of structs are found by their names at every
   * depth: those that the value lacks are null, those that the type lacks are left out.
   *
   * @throws InvalidInputException if no such cast is allowed
   */
  public static Expression castByName(Expression expression, DataType type) {
    return cast(FieldsByName.of(expression, type), type);
  }

  /** As {@link #cast(Expression, DataType)}, null where a value cannot be cast. */
  public static Expression tryCast(Expression expression, DataType type) {
    return cast(expression, type, Cast.OnError.NULL);
  }

  private static Expression cast(Expression expression, DataType type, Cast.OnError onError) {
    if (!CastRules.isAllowed(expression.type(), type)) {
      throw new InvalidInputException(
          "Cannot cast %s to %s: %s".formatted(expression.type().sql(), type.sql(), expression));
    }
    return expression.type().equals(type) ? expression : new Cast(expression, type, onError);
  }

  /**
   * {@code CASE WHEN … END}, all of whose results get one type.
   *
   * @throws InvalidInputException if a condition is not boolean or the results have no common type
   */
  public static Expression caseWhen(List<Case.Branch> branches, Expression otherwise) {
    List<Expression> results = new ArrayList<>();
    branches.forEach(branch -> results.add(branch.result()));
    results.add(otherwise);
    List<Expression> common = toCommonType("CASE", results);
    List<Case.Branch> cast = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      cast.add(new Case.Branch(condition(branches.get(i).condition()), common.get(i)));
    }
    return new Case(cast, common.get(branches.size()));
  }

  /**
   * {@code expressions}, each cast to the type that is common to all.
   *
   * @param where what needs it, for the error
   * @throws InvalidInputException if there is none
   */
  public static List<Expression> toCommonType(String where, List<Expression> expressions) {
    DataType type =
        TypeCoercion.widestCommon(expressions.stream().map(Expression::type).toList())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "%s needs values of a common type, got %s"
                            .formatted(
                                where,
                                String.join(
                                    ", ",
                                    expressions.stream()
                                        .map(e -> "%s %s".formatted(e.type().sql(), e))
                                        .toList()))));
    return expressions.stream().map(expression -> widen(expression, type)).toList();
  }

  /**
   * {@code expression} as a condition: a boolean.
   *
   * @throws InvalidInputException if it is of another type than boolean, string or NULL
   */
  public static Expression condition(Expression expression) {
    DataType type = expression.type();
    if (type != Primitive.BOOLEAN && type != Primitive.VOID && type != Primitive.STRING) {
      throw new InvalidInputException(
          "A condition must be BOOLEAN, got %s: %s".formatted(type.sql(), expression));
    }
    return widen(expression, Primitive.BOOLEAN);
  }

  /**
   * {@code operand} moved by {@code interval}: a DATE stays one if the interval has whole days, a
   * string becomes a TIMESTAMP.
   *
   * @throws InvalidInputException if the operand is of another type
   */
  public static Expression plusInterval(Expression operand, Interval interval) {
    DataType type = operand.type();
    if (type == Primitive.DATE && interval.micros() == 0) {
      Expression moved = operand;
      if (interval.months() != 0) {
        moved = call("add_months", moved, Literal.of(interval.months()));
      }
      return interval.days() == 0 ? moved : call("date_add", moved, Literal.of(interval.days()));
    }
    return call(
        "timestamp_add_interval",
        operand,
        Literal.of(interval.months()),
        Literal.of(interval.days()),
        Literal.of(interval.micros()));
  }

  /** Whether {@code expression} may give another result each time, such as {@code rand()}. */
  public static boolean isVolatile(Expression expression) {
    boolean itself =
        expression instanceof Call call
            && Functions.find(call.function())
                .filter(f -> f.traits().contains(ScalarFunction.Trait.VOLATILE))
                .isPresent();
    return itself || expression.children().stream().anyMatch(Expressions::isVolatile);
  }

  private static Expression dateArithmetic(String function, List<Expression> arguments) {
    if (arguments.size() != 2) {
      return arguments.size() == 1 && function.equals("-")
          ? call("negative", arguments)
          : arguments.size() == 1 ? call("positive", arguments) : null;
    }
    DataType left = arguments.get(0).type();
    DataType right = arguments.get(1).type();
    if (left == Primitive.DATE && right.isIntegral()) {
      return call(function.equals("+") ? "date_add" : "date_sub", arguments);
    }
    if (right == Primitive.DATE && left.isIntegral() && function.equals("+")) {
      return call("date_add", arguments.get(1), arguments.get(0));
    }
    return null;
  }

  /** An integer literal beside a decimal counts with the digits it has, not those of its type. */
  private static Expression besideDecimal(Expression expression, Expression other) {
    if (expression instanceof Literal literal
        && literal.value() instanceof Number number
        && literal.type().isIntegral()
        && other.type() instanceof DataType.Decimal) {
      BigDecimal value = BigDecimal.valueOf(number.longValue());
      return new Literal(DecimalTypes.ofValue(value), value);
    }
    return expression;
  }

  private static Expression widen(Expression expression, DataType type) {
    if (expression.type().equals(type)) {
      return expression;
    }
    if (expression instanceof Literal literal && literal.value() == null) {
      return Literal.ofNull(type);
    }
    return new Cast(expression, type, Cast.OnError.FAIL);
  }

  private static void require(String name, List<Expression> arguments, int count) {
    if (arguments.size() != count) {
      throw new InvalidInputException(
          "Function '%s' takes %d arguments, got %d".formatted(name, count, arguments.size()));
    }
  }
}
