package io.moraine.core.function;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which types values take to meet each other, by Spark's ANSI rules. */
public final class TypeCoercion {
  private static final List<DataType> NUMBERS =
      List.of(
          Primitive.BYTE,
          Primitive.SHORT,
          Primitive.INTEGER,
          Primitive.LONG,
          Primitive.FLOAT,
          Primitive.DOUBLE);

  private TypeCoercion() {}

  /**
   * The type in which values of both are compared, or stand as branches of one CASE or rows of one
   * UNION; a string beside another type becomes that type (LONG beside integers, DOUBLE beside
   * other numbers). Empty if there is none.
   */
  public static Optional<DataType> widestCommon(DataType left, DataType right) {
    if (left.equals(right)) {
      return Optional.of(left);
    } else if (left == Primitive.VOID || right == Primitive.VOID) {
      return Optional.of(left == Primitive.VOID ? right : left);
    } else if (left == Primitive.STRING || right == Primitive.STRING) {
      return besideString(left == Primitive.STRING ? right : left);
    } else if (left.isNumeric() && right.isNumeric()) {
      return Optional.of(widestNumber(left, right));
    } else if (isTime(left) && isTime(right)) {
      return Optional.of(
          left == Primitive.TIMESTAMP || right == Primitive.TIMESTAMP
              ? Primitive.TIMESTAMP
              : Primitive.TIMESTAMP_NTZ);
    }
    return widestNested(left, right);
  }

  /** As {@link #widestCommon(DataType, DataType)}, of all {@code types}; VOID if there are none. */
  public static Optional<DataType> widestCommon(List<DataType> types) {
    DataType widest = Primitive.VOID;
    // Strings last: beside numbers they take the numbers' type, whatever stands between.
    for (int pass = 0; pass < 2; pass++) {
      for (DataType type : types) {
        if ((type == Primitive.STRING) == (pass == 1)) {
          Optional<DataType> wider = widestCommon(widest, type);
          if (wider.isEmpty()) {
            return Optional.empty();
          }
          widest = wider.get();
        }
      }
    }
    return Optional.of(widest);
  }

  /**
   * The numeric type that holds both; an integer beside FLOAT, and decimals beside either, DOUBLE.
   */
  static DataType widestNumber(DataType left, DataType right) {
    if (left.equals(right)) {
      return left;
    }
    if (left instanceof DataType.Decimal || right instanceof DataType.Decimal) {
      if (isFloating(left) || isFloating(right)) {
        return Primitive.DOUBLE;
      }
      return DecimalTypes.wider(asDecimal(left), asDecimal(right));
    }
    DataType wider = NUMBERS.get(Math.max(NUMBERS.indexOf(left), NUMBERS.indexOf(right)));
    return wider == Primitive.FLOAT ? Primitive.DOUBLE : wider;
  }

  /** A decimal type as it is, an integer type as the decimal that holds it. */
  static DataType.Decimal asDecimal(DataType type) {
    return type instanceof DataType.Decimal decimal ? decimal : DecimalTypes.ofIntegral(type);
  }

  /** Whether a function that wants {@code to} takes {@code from} without being asked. */
  public static boolean isImplicit(DataType from, DataType to) {
    if (from.equals(to) || from == Primitive.VOID) {
      return true;
    }
    if (from == Primitive.STRING || to == Primitive.STRING) {
      return !from.isNested()
          && !to.isNested()
          && from != Primitive.VARIANT
          && to != Primitive.VARIANT;
    }
    if (from.isNumeric() && to.isNumeric()) {
      return true;
    }
    if (isTime(from) && isTime(to)) {
      return true;
    }
    if (from instanceof DataType.Array a && to instanceof DataType.Array b) {
      return isImplicit(a.element(), b.element()) && (b.containsNull() || !a.containsNull());
    }
    if (from instanceof DataType.MapOf a && to instanceof DataType.MapOf b) {
      return isImplicit(a.key(), b.key())
          && isImplicit(a.value(), b.value())
          && (b.valueContainsNull() || !a.valueContainsNull());
    }
    return from instanceof StructType a && to instanceof StructType b && isImplicit(a, b);
  }

  private static boolean isImplicit(StructType from, StructType to) {
    if (from.size() != to.size()) {
      return false;
    }
    for (int i = 0; i < from.size(); i++) {
      if (!isImplicit(from.field(i).type(), to.field(i).type())
          || (from.field(i).nullable() && !to.field(i).nullable())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<DataType> besideString(DataType other) {
    if (other.isIntegral()) {
      return Optional.of(Primitive.LONG);
    } else if (other.isNumeric()) {
      return Optional.of(Primitive.DOUBLE);
    }
    return other.isNested() || other == Primitive.VARIANT ? Optional.empty() : Optional.of(other);
  }

  private static Optional<DataType> widestNested(DataType left, DataType right) {
    if (left instanceof DataType.Array a && right instanceof DataType.Array b) {
      return widestCommon(a.element(), b.element())
          .map(e -> new DataType.Array(e, a.containsNull() || b.containsNull()));
    }
    if (left instanceof DataType.MapOf a && right instanceof DataType.MapOf b) {
      return widestCommon(a.key(), b.key())
          .flatMap(
              key ->
                  widestCommon(a.value(), b.value())
                      .map(
                          value ->
                              new DataType.MapOf(
                                  key, value, a.valueContainsNull() || b.valueContainsNull())));
    }
    if (left instanceof StructType a && right instanceof StructType b && a.size() == b.size()) {
      List<StructField> fields = new ArrayList<>();
      for (int i = 0; i < a.size(); i++) {
        Optional<DataType> type = widestCommon(a.field(i).type(), b.field(i).type());
        if (type.isEmpty() || !a.field(i).name().equalsIgnoreCase(b.field(i).name())) {
          return Optional.empty();
        }
        fields.add(
            a.field(i)
                .withType(type.get())
                .withNullable(a.field(i).nullable() || b.field(i).nullable()));
      }
      return Optional.of(StructType.of(fields));
    }
    return Optional.empty();
  }

  private static boolean isFloating(DataType type) {
    return type == Primitive.FLOAT || type == Primitive.DOUBLE;
  }

  private static boolean isTime(DataType type) {
    return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ;
  }
}
