package io.moraine.jdbc;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A batch's values as the objects that {@code getObject} gives. */
final class JavaObjects {
  private JavaObjects() {}

  /** An object of the class that {@link SqlTypes#javaClass} names; null for null. */
  static Object of(Object held, DataType type, String column) throws SQLException {
    if (held == null) {
      return null;
    }
    ColumnValue value = new ColumnValue(held, type, column);
    if (type instanceof DataType.Array array) {
      return new SqlArray(array.element(), (List<?>) held, column);
    } else if (type instanceof StructType struct) {
      return new SqlStruct(struct, (List<?>) held, column);
    } else if (type instanceof DataType.MapOf map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) held).entrySet()) {
        entries.put(
            of(entry.getKey(), map.key(), column), of(entry.getValue(), map.value(), column));
      }
      return entries;
    }
    return type instanceof Primitive primitive ? primitive(value, primitive) : held;
  }

  private static Object primitive(ColumnValue value, Primitive type) throws SQLException {
    return switch (type) {
      case DATE -> Date.valueOf(value.date());
      case TIMESTAMP -> value.instant(ZoneOffset.UTC).atOffset(ZoneOffset.UTC);
      case TIMESTAMP_NTZ -> Timestamp.valueOf(value.localTime());
      case BINARY -> value.bytes();
      case VARIANT -> value.text();
      default -> value.held();
    };
  }

  /** The value as an object of {@code wanted}. */
  static <T> T as(ColumnValue value, Class<T> wanted) throws SQLException {
    Object object = convert(value, wanted);
    if (!wanted.isInstance(object)) {
      throw value.misfit(wanted.getName());
    }
    return wanted.cast(object);
  }

  private static Object convert(ColumnValue value, Class<?> wanted) throws SQLException {
    String name = wanted.getSimpleName();
    if (wanted == String.class) {
      return value.text();
    } else if (wanted == Boolean.class) {
      return value.truth();
    } else if (wanted == Byte.class) {
      return (byte) value.whole(Byte.MIN_VALUE, Byte.MAX_VALUE, name);
    } else if (wanted == Short.class) {
      return (short) value.whole(Short.MIN_VALUE, Short.MAX_VALUE, name);
    } else if (wanted == Integer.class) {
      return (int) value.whole(Integer.MIN_VALUE, Integer.MAX_VALUE, name);
    } else if (wanted == Long.class) {
      return value.whole(Long.MIN_VALUE, Long.MAX_VALUE, name);
    } else if (wanted == Float.class) {
      return (float) value.number(name);
    } else if (wanted == Double.class) {
      return value.number(name);
    } else if (wanted == BigDecimal.class) {
      return value.decimal(name);
    } else if (wanted == BigInteger.class) {
      return value.decimal(name).toBigInteger();
    } else if (wanted == byte[].class) {
      return value.bytes();
    } else if (wanted == UUID.class) {
      return uuid(value);
    }
    Object time = time(value, wanted);
    return time == null ? nested(value, wanted) : time;
  }

  private static Object uuid(ColumnValue value) throws SQLException {
    try {
      return UUID.fromString(value.text());
    } catch (IllegalArgumentException e) {
      throw value.misfit("UUID");
    }
  }

  private static Object time(ColumnValue value, Class<?> wanted) throws SQLException {
    if (wanted == LocalDate.class) {
      return value.date();
    } else if (wanted == LocalDateTime.class) {
      return value.localTime();
    } else if (wanted == Instant.class) {
      return value.instant(ZoneOffset.UTC);
    } else if (wanted == OffsetDateTime.class) {
      return value.instant(ZoneOffset.UTC).atOffset(ZoneOffset.UTC);
    } else if (wanted == ZonedDateTime.class) {
      return value.instant(ZoneOffset.UTC).atZone(ZoneOffset.UTC);
    } else if (wanted == Date.class) {
      return Date.valueOf(value.date());
    }
    return wanted == Timestamp.class || wanted == java.util.Date.class ? timestamp(value) : null;
  }

  /** An instant as such; a time without zone, and a date, as one of the JVM's zone. */
  static Timestamp timestamp(ColumnValue value) throws SQLException {
    return value.type() == Primitive.TIMESTAMP
        ? Timestamp.from(value.instant(ZoneOffset.UTC))
        : Timestamp.valueOf(value.localTime());
  }

  private static Object nested(ColumnValue value, Class<?> wanted) throws SQLException {
    Object object = of(value.held(), value.type(), value.column());
    if (wanted == List.class && object instanceof SqlArray array) {
      return list(array.elements());
    } else if (wanted == List.class && object instanceof SqlStruct struct) {
      return list(struct.getAttributes());
    }
    return object;
  }

  private static List<Object> list(Object[] elements) throws SQLException {
    List<Object> list = new ArrayList<>();
    for (Object element : elements) {
      if (element instanceof Array array) {
        list.add(list((Object[]) array.getArray()));
      } else if (element instanceof Struct struct) {
        list.add(list(struct.getAttributes()));
      } else {
        list.add(element);
      }
    }
    return list;
  }
}
