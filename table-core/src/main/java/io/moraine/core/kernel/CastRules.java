package io.moraine.core.kernel;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;

/** Which types may be cast to which, as in Spark's ANSI mode. */
public final class CastRules {
  private CastRules() {}

  /** Whether {@code CAST(from AS to)} has a meaning; single values may still not have one. */
  public static boolean isAllowed(DataType from, DataType to) {
    if (from.equals(to) || from == Primitive.VOID || to == Primitive.STRING) {
      return from != Primitive.VARIANT || to == Primitive.VARIANT;
    }
    if (from.isNested() || to.isNested()) {
      return isAllowedNested(from, to);
    }
    if (from == Primitive.VARIANT || to == Primitive.VARIANT || to == Primitive.VOID) {
      return false;
    }
    if (from == Primitive.STRING) {
      return true;
    }
    if (from == Primitive.BINARY || to == Primitive.BINARY) {
      return false;
    }
    if (from == Primitive.BOOLEAN || to == Primitive.BOOLEAN) {
      return from.isNumeric() || to.isNumeric();
    }
    if (isTime(from) && isTime(to)) {
      return true;
    }
    if (from == Primitive.TIMESTAMP || to == Primitive.TIMESTAMP) {
      return from.isNumeric() || to.isNumeric();
    }
    return from.isNumeric() && to.isNumeric();
  }

  /** Whether a cast of {@code from} to {@code to} never fails, whatever the value. */
  public static boolean isInfallible(DataType from, DataType to) {
    if (from.equals(to) || from == Primitive.VOID || to == Primitive.STRING) {
      return true;
    }
    if (from.isNested() || to.isNested() || from == Primitive.STRING) {
      return from == Primitive.STRING && to == Primitive.BINARY;
    }
    if (from == Primitive.BOOLEAN || to == Primitive.BOOLEAN) {
      return !(to instanceof DataType.Decimal decimal) || decimal.precision() > decimal.scale();
    }
    if (to == Primitive.DOUBLE || to == Primitive.FLOAT) {
      return from.isNumeric() || from == Primitive.TIMESTAMP;
    }
    if (from.isIntegral() && to.isIntegral()) {
      return LongArithmetic.max(from) <= LongArithmetic.max(to);
    }
    if (to instanceof DataType.Decimal target) {
      int whole = target.precision() - target.scale();
      return from.isIntegral()
          ? whole >= Long.toString(LongArithmetic.max(from)).length()
          : from instanceof DataType.Decimal source
              && source.scale() <= target.scale()
              && source.precision() - source.scale() <= whole;
    }
    return to == Primitive.DATE && (from == Primitive.TIMESTAMP || from == Primitive.TIMESTAMP_NTZ);
  }

  private static boolean isAllowedNested(DataType from, DataType to) {
    if (from instanceof DataType.Array a && to instanceof DataType.Array b) {
      return isAllowed(a.element(), b.element());
    }
    if (from instanceof DataType.MapOf a && to instanceof DataType.MapOf b) {
      return isAllowed(a.key(), b.key()) && isAllowed(a.value(), b.value());
    }
    if (from instanceof StructType a && to instanceof StructType b && a.size() == b.size()) {
      for (int i = 0; i < a.size(); i++) {
        if (!isAllowed(a.field(i).type(), b.field(i).type())) {
          return false;
        }
      }
      return true;
    }
    return false;
  }

  private static boolean isTime(DataType type) {
    return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
  }
}
