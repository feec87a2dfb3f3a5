package io.moraine.jdbc;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Decimal;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.Map;

/** The types of columns as JDBC knows them. */
final class SqlTypes {
  private static final int TIMESTAMP_DIGITS = 6;

  private SqlTypes() {}

  /** The constant of {@link Types}. */
  static int code(DataType type) {
    if (type instanceof Decimal) {
      return Types.DECIMAL;
    } else if (type instanceof DataType.Array) {
      return Types.ARRAY;
    } else if (type instanceof StructType) {
      return Types.STRUCT;
    } else if (type instanceof DataType.MapOf) {
      return Types.JAVA_OBJECT;
    }
    return switch ((Primitive) type) {
      case BOOLEAN -> Types.BOOLEAN;
      case BYTE -> Types.TINYINT;
      case SHORT -> Types.SMALLINT;
      case INTEGER -> Types.INTEGER;
      case LONG -> Types.BIGINT;
      case FLOAT -> Types.REAL;
      case DOUBLE -> Types.DOUBLE;
      case STRING -> Types.VARCHAR;
      case BINARY -> Types.VARBINARY;
      case DATE -> Types.DATE;
      case TIMESTAMP -> Types.TIMESTAMP_WITH_TIMEZONE;
      case TIMESTAMP_NTZ -> Types.TIMESTAMP;
      case VARIANT -> Types.OTHER;
      case VOID -> Types.NULL;
    };
  }

  /** The class of what {@code getObject} gives. */
  static Class<?> javaClass(DataType type) {
    if (type instanceof Decimal) {
      return BigDecimal.class;
    } else if (type instanceof DataType.Array) {
      return Array.class;
    } else if (type instanceof StructType) {
      return Struct.class;
    } else if (type instanceof DataType.MapOf) {
      return Map.class;
    }
    return switch ((Primitive) type) {
      case BOOLEAN -> Boolean.class;
      case BYTE, SHORT, INTEGER -> Integer.class;
      case LONG -> Long.class;
      case FLOAT -> Float.class;
      case DOUBLE -> Double.class;
      case STRING, VARIANT -> String.class;
      case BINARY -> byte[].class;
      case DATE -> Date.class;
      case TIMESTAMP -> OffsetDateTime.class;
      case TIMESTAMP_NTZ -> Timestamp.class;
      case VOID -> Object.class;
    };
  }

  /** Digits of a number, characters of a time, 0 where there is no such bound. */
  static int precision(DataType type) {
    if (type instanceof Decimal decimal) {
      return decimal.precision();
    }
    return type instanceof Primitive primitive ? precision(primitive) : 0;
  }

  private static int precision(Primitive type) {
    return switch (type) {
      case BOOLEAN -> 1;
      case BYTE -> 3;
      case SHORT -> 5;
      case INTEGER -> 10;
      case LONG -> 19;
      case FLOAT -> 7;
      case DOUBLE -> 15;
      case DATE -> "2026-01-31".length();
      case TIMESTAMP -> "2026-01-31T12:00:00.000000Z".length();
      case TIMESTAMP_NTZ -> "2026-01-31 12:00:00.000000".length();
      case STRING, BINARY, VARIANT, VOID -> 0;
    };
  }

  /** Digits after the point. */
  static int scale(DataType type) {
    if (type instanceof Decimal decimal) {
      return decimal.scale();
    }
    return type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMP_NTZ ? TIMESTAMP_DIGITS : 0;
  }

  /** Characters that a value takes at most. */
  static int displaySize(DataType type) {
    int precision = precision(type);
    if (type instanceof Decimal decimal) {
      return precision + (decimal.scale() > 0 ? 2 : 1);
    } else if (type == Primitive.BOOLEAN) {
      return "false".length();
    } else if (type == Primitive.FLOAT || type == Primitive.DOUBLE) {
      return precision + "-.E-300".length();
    }
    return precision == 0 ? Integer.MAX_VALUE : precision + (type.isNumeric() ? 1 : 0);
  }

  /** The name without what is in brackets: {@code DECIMAL}, {@code ARRAY}. */
  static String name(DataType type) {
    return type.sql();
  }
}
