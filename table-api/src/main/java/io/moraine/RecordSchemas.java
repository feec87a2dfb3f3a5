package io.moraine;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The columns that records come to. */
final class RecordSchemas {
  /** As Spark has it for numbers of which no more is known. */
  private static final DataType DECIMAL = new DataType.Decimal(38, 18);

  private static final Map<Class<?>, DataType> TYPES = new HashMap<>();

  static {
    TYPES.put(Boolean.class, Primitive.BOOLEAN);
    TYPES.put(Byte.class, Primitive.BYTE);
    TYPES.put(Short.class, Primitive.SHORT);
    TYPES.put(Integer.class, Primitive.INTEGER);
    TYPES.put(Long.class, Primitive.LONG);
    TYPES.put(Float.class, Primitive.FLOAT);
    TYPES.put(Double.class, Primitive.DOUBLE);
    TYPES.put(String.class, Primitive.STRING);
    TYPES.put(CharSequence.class, Primitive.STRING);
    TYPES.put(UUID.class, Primitive.STRING);
    TYPES.put(byte[].class, Primitive.BINARY);
    TYPES.put(LocalDate.class, Primitive.DATE);
    TYPES.put(Instant.class, Primitive.TIMESTAMP);
    TYPES.put(OffsetDateTime.class, Primitive.TIMESTAMP);
    TYPES.put(ZonedDateTime.class, Primitive.TIMESTAMP);
    TYPES.put(LocalDateTime.class, Primitive.TIMESTAMP_NTZ);
    TYPES.put(BigDecimal.class, DECIMAL);
    TYPES.put(BigInteger.class, new DataType.Decimal(38, 0));
  }

  private RecordSchemas() {}

  /**
   * A column a component: NOT NULL where it is a Java primitive.
   *
   * @throws InvalidInputException if {@code type} is no record, or a component is of a type that
   *     columns do not have, or it has itself within
   */
  static StructType of(Class<?> type) {
    return of(type, new HashSet<>());
  }

  private static StructType of(Class<?> type, Set<Class<?>> around) {
    if (!around.add(type)) {
      throw new InvalidInputException(
          "%s is a part of itself, and columns are not".formatted(type.getName()));
    }
    List<StructField> fields = new ArrayList<>();
    for (RecordComponent component : RecordComponents.of(type)) {
      Column column = component.getAnnotation(Column.class);
      DataType columnType =
          column != null && !column.type().isEmpty()
              ? Schemas.ofSql("c " + column.type()).field(0).type()
              : type(component.getGenericType(), RecordComponents.text(component), around);
      fields.add(
          StructField.of(RecordComponents.column(component), columnType)
              .withNullable(!component.getType().isPrimitive()));
    }
    around.remove(type);
    return StructType.of(fields);
  }

  private static DataType type(Type type, String place, Set<Class<?>> around) {
    if (type instanceof WildcardType wildcard) {
      return type(wildcard.getUpperBounds()[0], place, around);
    } else if (type instanceof ParameterizedType generic) {
      Class<?> raw = (Class<?>) generic.getRawType();
      Type[] arguments = generic.getActualTypeArguments();
      if (raw == Optional.class) {
        return type(arguments[0], place, around);
      } else if (raw == Map.class) {
        return new DataType.MapOf(
            type(arguments[0], place, around), type(arguments[1], place, around), true);
      } else if (Collection.class.isAssignableFrom(raw)) {
        return new DataType.Array(type(arguments[0], place, around), true);
      }
    } else if (type instanceof Class<?> known) {
      if (known.isRecord()) {
        return of(known, around);
      } else if (known.isEnum()) {
        return Primitive.STRING;
      }
      DataType found = TYPES.get(MethodType.methodType(known).wrap().returnType());
      if (found != null) {
        return found;
      }
    }
    throw new InvalidInputException(
        "No column can hold %s, which is %s".formatted(place, type.getTypeName()));
  }

  /** The Java types that a column's values become, for messages. */
  static String javaNames(DataType type) {
    if (type instanceof StructType) {
      return "a record or Row";
    } else if (type instanceof DataType.Array) {
      return "List or Set";
    } else if (type instanceof DataType.MapOf) {
      return "Map";
    } else if (type instanceof DataType.Decimal decimal) {
      return decimal.scale() == 0 ? "BigDecimal or BigInteger" : "BigDecimal";
    }
    return switch ((Primitive) type) {
      case BOOLEAN -> "boolean";
      case BYTE -> "byte, short, int or long";
      case SHORT -> "short, int or long";
      case INTEGER -> "int or long";
      case LONG -> "long";
      case FLOAT -> "float or double";
      case DOUBLE -> "double";
      case STRING -> "String, an enum or UUID";
      case BINARY -> "byte[]";
      case DATE -> "LocalDate";
      case TIMESTAMP -> "Instant, OffsetDateTime or ZonedDateTime";
      case TIMESTAMP_NTZ -> "LocalDateTime";
      case VARIANT, VOID -> "Object";
    };
  }
}
