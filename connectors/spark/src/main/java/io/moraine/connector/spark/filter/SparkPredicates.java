package io.moraine.connector.spark.filter;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.FieldAccess;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

/**
 * Says Spark's predicates as Moraine's expressions over a table's schema.
 *
 * <p>Comparisons of columns or fields of structs with values of their own type, tests for null, IN,
 * the beginning, end and content of strings, and AND, OR and NOT of these can be said. All mean the
 * same in both.
 */
public final class SparkPredicates {
  private final StructType schema;

  /** Over {@code schema}, by its ordinals. */
  public SparkPredicates(StructType schema) {
    this.schema = schema;
  }

  /** {@code predicate}; empty if it cannot be said as a whole. */
  public Optional<Expression> translate(Predicate predicate) {
    org.apache.spark.sql.connector.expressions.Expression[] parts = predicate.children();
    return switch (predicate.name()) {
      case "ALWAYS_TRUE" -> Optional.of(Literal.TRUE);
      case "ALWAYS_FALSE" -> Optional.of(Literal.FALSE);
      case "AND" -> both(parts).map(pair -> Operators.and(pair.get(0), pair.get(1)));
      case "OR" -> both(parts).map(pair -> Operators.or(pair.get(0), pair.get(1)));
      case "NOT" -> condition(parts[0]).map(Operators::not);
      case "IS_NULL" -> column(parts[0]).map(Operators::isNull);
      case "IS_NOT_NULL" -> column(parts[0]).map(Operators::isNotNull);
      case "IN" -> in(parts);
      case "=", "<>", "<", "<=", ">", ">=", "<=>" -> comparison(predicate.name(), parts);
      case "STARTS_WITH", "ENDS_WITH", "CONTAINS" -> text(predicate.name(), parts);
      default -> Optional.empty();
    };
  }

  private Optional<Expression> condition(
      org.apache.spark.sql.connector.expressions.Expression part) {
    if (part instanceof Predicate predicate) {
      return translate(predicate);
    }
    return column(part).filter(column -> column.type() == Primitive.BOOLEAN);
  }

  private Optional<List<Expression>> both(
      org.apache.spark.sql.connector.expressions.Expression[] parts) {
    Optional<Expression> left = condition(parts[0]);
    Optional<Expression> right = left.isEmpty() ? left : condition(parts[1]);
    return right.map(second -> List.of(left.get(), second));
  }

  private Optional<Expression> comparison(
      String operator, org.apache.spark.sql.connector.expressions.Expression[] parts) {
    Optional<Expression> left = column(parts[0]);
    if (left.isPresent()) {
      return value(parts[1], left.get().type())
          .map(right -> Operators.compare(operator, left.get(), right));
    }
    Optional<Expression> right = column(parts[1]);
    return right.flatMap(
        column ->
            value(parts[0], column.type())
                .map(value -> Operators.compare(operator, value, column)));
  }

  private Optional<Expression> in(org.apache.spark.sql.connector.expressions.Expression[] parts) {
    Optional<Expression> column = column(parts[0]);
    List<Expression> options = new ArrayList<>();
    for (int i = 1; i < parts.length && column.isPresent(); i++) {
      Optional<Expression> option = value(parts[i], column.get().type());
      if (option.isEmpty()) {
        return Optional.empty();
      }
      options.add(option.get());
    }
    return column.map(
        operand -> options.isEmpty() ? Literal.FALSE : Operators.in(operand, options));
  }

  private Optional<Expression> text(
      String name, org.apache.spark.sql.connector.expressions.Expression[] parts) {
    String function = name.toLowerCase(Locale.ROOT).replace("_", "");
    return column(parts[0])
        .filter(column -> column.type() == Primitive.STRING)
        .flatMap(
            column ->
                value(parts[1], Primitive.STRING)
                    .map(value -> Expressions.call(function, column, value)));
  }

  /** A literal of {@code type}, or a column of it. */
  private Optional<Expression> value(
      org.apache.spark.sql.connector.expressions.Expression part, DataType type) {
    if (part instanceof org.apache.spark.sql.connector.expressions.Literal<?> literal) {
      return SparkLiterals.of(literal, type).map(Expression.class::cast);
    }
    return column(part).filter(column -> column.type().equals(type));
  }

  /** The column or field that {@code part} names, if it is compared by its bytes. */
  private Optional<Expression> column(org.apache.spark.sql.connector.expressions.Expression part) {
    if (!(part instanceof NamedReference reference)) {
      return Optional.empty();
    }
    String[] names = reference.fieldNames();
    OptionalInt ordinal = schema.ordinalOf(names[0]);
    if (ordinal.isEmpty()) {
      return Optional.empty();
    }
    StructField field = schema.field(ordinal.getAsInt());
    Expression found =
        new ColumnReference(ordinal.getAsInt(), field.name(), field.type(), field.nullable());
    for (int i = 1; i < names.length; i++) {
      OptionalInt inner =
          found.type() instanceof StructType struct
              ? struct.ordinalOf(names[i])
              : OptionalInt.empty();
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      field = ((StructType) found.type()).field(inner.getAsInt());
      found = new FieldAccess(found, inner.getAsInt());
    }
    boolean collated = field.metadata().json().containsKey("__COLLATIONS");
    boolean padded = field.metadata().json().containsKey("__CHAR_VARCHAR_TYPE_STRING");
    return collated || padded ? Optional.empty() : Optional.of(found);
  }
}
