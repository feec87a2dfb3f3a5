package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;

/**
 * Values on their way into a column, by ANSI SQL's rules of assignment: numbers become other
 * numbers if they fit, anything becomes a string, times become dates; a string becomes nothing
 * else, unless it is a literal in the very place: a SET, or the INSERT of a MERGE. The rows of
 * VALUES are a query of their own, whose strings are strings.
 */
final class StoreAssignment {
  private StoreAssignment() {}

  /**
   * {@code value} as {@code column}'s type.
   *
   * @throws InvalidInputException if values of its type cannot be assigned to the column
   */
  static Expression cast(Expression value, StructField column) {
    DataType from = value.type();
    DataType to = column.type();
    if (from.equals(to)) {
      return value;
    }
    if (!isAssignable(from, to) && !(value instanceof Literal && from == Primitive.STRING)) {
      throw new InvalidInputException(
          "Cannot assign %s, a %s, to column '%s' of type %s; a CAST says that it is meant"
              .formatted(value, from.sql(), column.name(), to.sql()));
    }
    return Expressions.cast(value, to);
  }

  private static boolean isAssignable(DataType from, DataType to) {
    if (from == Primitive.VOID || (from.isNumeric() && to.isNumeric())) {
      return true;
    }
    if (from.isNested() || to.isNested()) {
      // Their parts are checked by the cast itself.
      return from.getClass() == to.getClass();
    }
    if (to == Primitive.STRING) {
      return from != Primitive.BINARY && from != Primitive.VARIANT;
    }
    return isTime(from) && isTime(to);
  }

  private static boolean isTime(DataType type) {
    return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
  }
}
