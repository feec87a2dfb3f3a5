package io.moraine.core.eval;

import io.moraine.core.expr.Case;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random typed expressions over the columns of {@link RandomBatches#SCHEMA}. */
public final class RandomExpressions {
  private static final String[] COMPARISONS = {"=", "<>", "<", "<=", ">", ">=", "<=>"};
  private static final String[] PATTERNS = {"%", "a%", "%b", "_b%", "%a%b%", "", "\\%", "Ä_ger"};

  private final Random random;
  private final StructType schema;

  public RandomExpressions(Random random, StructType schema) {
    this.random = random;
    this.schema = schema;
  }

  /** A predicate at most {@code depth} operators deep. */
  public Expression predicate(int depth) {
    if (depth == 0) {
      return leaf(Primitive.BOOLEAN);
    }
    return switch (random.nextInt(9)) {
      case 0 -> Expressions.call("and", predicate(depth - 1), predicate(depth - 1));
      case 1 -> Expressions.call("or", predicate(depth - 1), predicate(depth - 1));
      case 2 -> Expressions.call("not", predicate(depth - 1));
      case 3 -> {
        Expression operand = value(anyType(), depth - 1);
        yield random.nextBoolean() ? Operators.isNull(operand) : Operators.isNotNull(operand);
      }
      case 4 -> {
        DataType type = anyType();
        List<Expression> options = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
          options.add(random.nextInt(6) == 0 ? leaf(type) : literal(type));
        }
        yield Operators.in(value(type, depth - 1), options);
      }
      case 5 ->
          Expressions.call(
              "like",
              value(Primitive.STRING, depth - 1),
              Literal.of(PATTERNS[random.nextInt(PATTERNS.length)]));
      default -> {
        DataType type = anyType();
        yield Expressions.call(
            COMPARISONS[random.nextInt(COMPARISONS.length)],
            value(type, depth - 1),
            random.nextBoolean() ? literal(type) : value(type, depth - 1));
      }
    };
  }

  /** An expression of {@code type}. */
  public Expression value(DataType type, int depth) {
    if (depth <= 0 || random.nextInt(4) == 0) {
      return leaf(type);
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        return Expressions.caseWhen(
            List.of(new Case.Branch(predicate(depth - 1), value(type, depth - 1))),
            random.nextInt(3) == 0 ? Literal.ofNull(type) : value(type, depth - 1));
      }
      case 1 -> {
        return Expressions.call("coalesce", value(type, depth - 1), value(type, depth - 1));
      }
      case 2 -> {
        DataType other = anyType();
        if (io.moraine.core.kernel.CastRules.isAllowed(other, type)) {
          Expression operand = value(other, depth - 1);
          return random.nextInt(4) == 0
              ? Expressions.cast(operand, type)
              : Expressions.tryCast(operand, type);
        }
        return leaf(type);
      }
      default -> {
        return function(type, depth);
      }
    }
  }

  private Expression function(DataType type, int depth) {
    if (type == Primitive.BOOLEAN) {
      return predicate(depth);
    } else if (type == Primitive.STRING) {
      Expression text = value(type, depth - 1);
      return switch (random.nextInt(5)) {
        case 0 -> Expressions.call("upper", text);
        case 1 ->
            Expressions.call(
                "substring",
                text,
                Literal.of(random.nextInt(5) - 2),
                Literal.of(random.nextInt(3)));
        case 2 -> Expressions.call("trim", text);
        case 3 -> Expressions.call("concat_ws", Literal.of("-"), text, value(type, depth - 1));
        default -> Expressions.call("concat", text, value(type, depth - 1));
      };
    } else if (type == Primitive.INTEGER) {
      return switch (random.nextInt(4)) {
        case 0 -> Expressions.call("length", value(Primitive.STRING, depth - 1));
        case 1 -> Expressions.call("year", value(Primitive.DATE, depth - 1));
        case 2 -> Expressions.call("datediff", leaf(Primitive.DATE), leaf(Primitive.DATE));
        default -> arithmetic(type, depth);
      };
    } else if (type == Primitive.DATE) {
      return Expressions.call(
          "date_add", value(type, depth - 1), Literal.of(random.nextInt(100) - 50));
    } else if (type.isNumeric()) {
      return arithmetic(type, depth);
    }
    return leaf(type);
  }

  /** Arithmetic on values of the type, cast back where its result has another. */
  private Expression arithmetic(DataType type, int depth) {
    String[] operators = {"+", "-", "*", "%", "/", "try_add", "try_divide"};
    String operator = operators[random.nextInt(operators.length)];
    Expression result = Expressions.call(operator, value(type, depth - 1), value(type, depth - 1));
    return Expressions.tryCast(result, type);
  }

  private Expression leaf(DataType type) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.field(i);
      if (field.type().equals(type)) {
        columns.add(new ColumnReference(i, field.name(), type, true));
      }
    }
    return random.nextInt(4) == 0 || columns.isEmpty()
        ? literal(type)
        : columns.get(random.nextInt(columns.size()));
  }

  private Expression literal(DataType type) {
    return random.nextInt(8) == 0
        ? Literal.ofNull(type)
        : new Literal(type, RandomBatches.value(random, type));
  }

  private DataType anyType() {
    return schema.field(random.nextInt(schema.size())).type();
  }
}
