package io.moraine.engine.dml;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.dml.WriteOptions.Evolution;

/**
 * Values on their way into a column, by ANSI SQL's rules of assignment: numbers become other
 * numbers if they fit, anything becomes a string, times become dates; a string becomes nothing
 * else, unless it is a literal in the very place: a SET, or the INSERT of a MERGE. The rows of
 * VALUES are a query of their own, whose strings are strings.
 */
final class StoreAssignment {
  private StoreAssignment() {}

  /** How the fields of structs find their places. */
  enum Fields {
    /** By their places, all of them. */
    BY_PLACE,
    /** By their names, all of them. */
    BY_NAME,
    /** By their names; those that the value lacks are null. */
    BY_NAME_OR_NULL;

    /** Where columns may come, fields may be missing. */
    Fields of(Evolution evolution) {
      return evolution == Evolution.NONE ? this : BY_NAME_OR_NULL;
    }
  }

  /**
   * {@code value} as {@code column}'s type.
   *
   * @throws InvalidInputException if values of its type cannot be assigned to the column
   */
  static Expression cast(Expression value, StructField column, Fields fields) {
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
    if (!from.isNested()) {
      return Expressions.cast(value, to);
    }
    requireFields(from, to, column.name(), fields);
    return fields == Fields.BY_PLACE
        ? Expressions.cast(value, to)
        : Expressions.castByName(value, to);
  }

  /** Refuses values with fields that would be lost, and where none may be missing, without some. */
  private static void requireFields(DataType from, DataType to, String path, Fields fields) {
    if (from instanceof StructType source && to instanceof StructType target) {
      if (fields == Fields.BY_PLACE) {
        return;
      }
      for (StructField field : source.fields()) {
        StructField own =
            target.ordinalOf(field.name()).stream()
                .mapToObj(target::field)
                .findFirst()
                .orElseThrow(
                    () ->
                        new InvalidInputException(
                            "Cannot assign to column '%s': it has no field '%s'; it has: %s"
                                .formatted(path, field.name(), String.join(", ", target.names()))));
        requireFields(field.type(), own.type(), path + "." + own.name(), fields);
      }
      for (StructField field : target.fields()) {
        if (fields == Fields.BY_NAME && source.ordinalOf(field.name()).isEmpty()) {
          throw new InvalidInputException(
              "Cannot assign to column '%s': the value has no field '%s'; it has: %s"
                  .formatted(path, field.name(), String.join(", ", source.names())));
        }
      }
    } else if (from instanceof DataType.Array source && to instanceof DataType.Array target) {
      requireFields(source.element(), target.element(), path + ".element", fields);
    } else if (from instanceof DataType.MapOf source && to instanceof DataType.MapOf target) {
      requireFields(source.key(), target.key(), path + ".key", fields);
      requireFields(source.value(), target.value(), path + ".value", fields);
    }
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
