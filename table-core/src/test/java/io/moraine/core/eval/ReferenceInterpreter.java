package io.moraine.core.eval;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.Case;
import io.moraine.core.expr.Cast;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Functions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;

/** Computes expressions row by row in the plainest way: what the evaluator must agree with. */
public final class ReferenceInterpreter {
  private final ColumnBatch batch;
  private final int row;

  private ReferenceInterpreter(ColumnBatch batch, int row) {
    this.batch = batch;
    this.row = row;
  }

  /**
   * The value of one row; raises InvalidInputException or ArithmeticException where it has none.
   */
  public static Object evaluate(Expression expression, ColumnBatch batch, int row) {
    return new ReferenceInterpreter(batch, row).value(expression);
  }

  private Object value(Expression expression) {
    if (expression instanceof Literal literal) {
      return literal.value();
    } else if (expression instanceof ColumnReference column) {
      return batch.column(column.id()).value(row);
    } else if (expression instanceof FieldAccess access) {
      Object struct = value(access.struct());
      return struct == null ? null : ((List<?>) struct).get(access.ordinal());
    } else if (expression instanceof Case choice) {
      for (Case.Branch branch : choice.branches()) {
        if (Boolean.TRUE.equals(value(branch.condition()))) {
          return value(branch.result());
        }
      }
      return value(choice.otherwise());
    } else if (expression instanceof Cast cast) {
      return byKernel(new Cast(literal(cast.operand()), cast.type(), cast.onError()));
    }
    return call((Call) expression);
  }

  private Object call(Call call) {
    switch (call.function()) {
      case "and" -> {
        return and(call.argument(0), call.argument(1), false);
      }
      case "or" -> {
        Object result = and(call.argument(0), call.argument(1), true);
        return result;
      }
      case "coalesce" -> {
        for (Expression argument : call.arguments()) {
          Object value = value(argument);
          if (value != null) {
            return value;
          }
        }
        return null;
      }
      default -> {}
    }
    Object[] a = call.arguments().stream().map(this::value).toArray();
    return switch (call.function()) {
      case "not" -> a[0] == null ? null : !(Boolean) a[0];
      case "isnull" -> a[0] == null;
      case "isnotnull" -> a[0] != null;
      case "=", "<>", "<", "<=", ">", ">=" ->
          (a[0] == null || a[1] == null) ? null : holds(call.function(), order(a[0], a[1]));
      case "<=>" ->
          (a[0] == null || a[1] == null) ? a[0] == a[1] : (Object) (order(a[0], a[1]) == 0);
      case "in" -> in(a);
      case "+", "-", "*", "/", "%", "try_add", "try_divide" ->
          (a[0] == null || a[1] == null)
              ? null
              : arithmetic(call.function(), a[0], a[1], call.type());
      default -> byKernel(literals(call, a));
    };
  }

  /** AND; OR by De Morgan's law if {@code or}. */
  private Object and(Expression left, Expression right, boolean or) {
    Boolean first = (Boolean) value(left);
    if (first != null && first == or) {
      return first;
    }
    Boolean second = (Boolean) value(right);
    if (second != null && second == or) {
      return second;
    }
    return (first == null || second == null) ? null : !or;
  }

  private static Object in(Object[] values) {
    boolean unknown = values[0] == null;
    for (int i = 1; i < values.length; i++) {
      if (values[i] == null) {
        unknown = true;
      } else if (values[0] != null && order(values[0], values[i]) == 0) {
        return true;
      }
    }
    return unknown ? null : false;
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int order(Object left, Object right) {
    if (left instanceof String a) {
      return java.util.Arrays.compareUnsigned(
          a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
          ((String) right).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } else if (left instanceof Double a) {
      // Adding 0.0 makes -0.0 of 0.0's sign.
      return Double.compare(a + 0.0, (Double) right + 0.0);
    } else if (left instanceof Float a) {
      return Float.compare(a + 0f, (Float) right + 0f);
    }
    return ((Comparable) left).compareTo(right);
  }

  private static Object arithmetic(String operator, Object left, Object right, DataType type) {
    boolean nullOnFailure = operator.startsWith("try_");
    try {
      String plain =
          operator.equals("try_add") ? "+" : operator.equals("try_divide") ? "/" : operator;
      if (type == Primitive.FLOAT) {
        float a = (Float) left;
        float b = (Float) right;
        if (plain.equals("%") && b == 0) {
          throw new ArithmeticException("by zero");
        }
        return switch (plain) {
          case "+" -> a + b;
          case "-" -> a - b;
          case "*" -> a * b;
          default -> a % b;
        };
      } else if (type == Primitive.DOUBLE) {
        double a = (Double) left;
        double b = (Double) right;
        if ((plain.equals("/") || plain.equals("%")) && b == 0) {
          throw new ArithmeticException("by zero");
        }
        return switch (plain) {
          case "+" -> a + b;
          case "-" -> a - b;
          case "*" -> a * b;
          case "/" -> a / b;
          default -> a % b;
        };
      } else if (type instanceof DataType.Decimal decimal) {
        BigDecimal a = (BigDecimal) left;
        BigDecimal b = (BigDecimal) right;
        BigDecimal exact =
            switch (plain) {
              case "+" -> a.add(b);
              case "-" -> a.subtract(b);
              case "*" -> a.multiply(b);
              case "/" -> a.divide(b, 38, RoundingMode.HALF_UP);
              default -> a.remainder(b);
            };
        BigDecimal rounded = exact.setScale(decimal.scale(), RoundingMode.HALF_UP);
        if (rounded.precision() > decimal.precision()) {
          throw new ArithmeticException("overflow");
        }
        return rounded;
      }
      BigInteger a = BigInteger.valueOf(((Number) left).longValue());
      BigInteger b = BigInteger.valueOf(((Number) right).longValue());
      BigInteger result =
          switch (plain) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> a.multiply(b);
            default -> a.remainder(b);
          };
      return switch ((Primitive) type) {
        case BYTE -> (int) result.byteValueExact();
        case SHORT -> (int) result.shortValueExact();
        case INTEGER -> result.intValueExact();
        default -> (Object) result.longValueExact();
      };
    } catch (ArithmeticException e) {
      if (nullOnFailure) {
        return null;
      }
      throw new InvalidInputException(e.getMessage());
    }
  }

  private Literal literal(Expression expression) {
    return new Literal(expression.type(), value(expression));
  }

  private static Call literals(Call call, Object[] values) {
    List<Expression> literals = new java.util.ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      literals.add(new Literal(call.argument(i).type(), values[i]));
    }
    return new Call(call.function(), literals, call.type(), call.nullable());
  }

  /** By the function's own kernel, on one row alone. */
  private static Object byKernel(Expression expression) {
    ColumnVector[] values =
        expression.children().stream()
            .map(e -> VectorBuilder.of(e.type(), 1).append(((Literal) e).value()).build())
            .toArray(ColumnVector[]::new);
    if (expression instanceof Call call) {
      return Functions.STANDARD
          .function(call.function())
          .kernel(call, EvaluationContext.UTC)
          .apply(values, 1)
          .value(0);
    }
    ColumnBatch one = new ColumnBatch(io.moraine.core.type.StructType.EMPTY, 1, List.of());
    return Evaluator.compile(expression, EvaluationContext.UTC).evaluate(one).value(0);
  }
}
