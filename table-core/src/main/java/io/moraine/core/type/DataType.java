package io.moraine.core.type;

import java.util.Objects;

/**
 * A type of the Delta protocol. Immutable; compared by value.
 *
 * <p>A single value outside a batch (a literal, a statistic, a partition value) is one of these
 * Java objects; {@code null} is SQL's NULL:
 *
 * <pre>
 * boolean                      Boolean
 * byte, short, integer, date   Integer  (date: days since 1970-01-01)
 * long                         Long
 * timestamp, timestamp_ntz     Long     (microseconds since 1970-01-01T00:00, in UTC or zone-free)
 * float, double                Float, Double
 * decimal(p,s)                 BigDecimal of scale s
 * string                       String
 * binary                       byte[]   (not to be changed)
 * struct, array, map           List of the fields' values, List, Map (in the batch's order)
 * </pre>
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#schema-serialization-format">
 *     Schema serialization format</a>
 */
public sealed interface DataType
    permits DataType.Primitive, DataType.Decimal, DataType.Array, DataType.MapOf, StructType {

  /** Types without parameters, named as the protocol names them. */
  enum Primitive implements DataType {
    /** True or false. */
    BOOLEAN("boolean"),
    /** 8-bit signed integer; {@code tinyint} in SQL. */
    BYTE("byte"),
    /** 16-bit signed integer; {@code smallint} in SQL. */
    SHORT("short"),
    /** 32-bit signed integer; {@code int} in SQL. */
    INTEGER("integer"),
    /** 64-bit signed integer; {@code bigint} in SQL. */
    LONG("long"),
    /** 32-bit IEEE 754. */
    FLOAT("float"),
    /** 64-bit IEEE 754. */
    DOUBLE("double"),
    /** UTF-8 text. */
    STRING("string"),
    /** Bytes. */
    BINARY("binary"),
    /** A calendar day. */
    DATE("date"),
    /** An instant, in microseconds. */
    TIMESTAMP("timestamp"),
    /** A wall-clock time without a zone, in microseconds. */
    TIMESTAMP_NTZ("timestamp_ntz"),
    /** Semi-structured data. */
    VARIANT("variant"),
    /** The type of a bare NULL: no values, never in a data file. */
    VOID("void");

    private final String typeName;

    Primitive(String typeName) {
      this.typeName = typeName;
    }

    @Override
    public String typeName() {
      return typeName;
    }

    @Override
    public String sql() {
      return switch (this) {
        case BYTE -> "TINYINT";
        case SHORT -> "SMALLINT";
        case INTEGER -> "INT";
        case LONG -> "BIGINT";
        default -> name();
      };
    }

    @Override
    public String toString() {
      return typeName;
    }
  }

  /** A fixed-point number of {@code precision} digits, {@code scale} of them after the point. */
  record Decimal(int precision, int scale) implements DataType {
    /** The most digits a decimal may have. */
    public static final int MAX_PRECISION = 38;

    /** The most digits that always fit a {@code long}. */
    public static final int MAX_LONG_PRECISION = 18;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "Decimal needs 1 <= precision <= 38 and 0 <= scale <= precision, got (%d,%d)"
                .formatted(precision, scale));
      }
    }

    /** Whether every value's unscaled number fits a {@code long}. */
    public boolean fitsLong() {
      return precision <= MAX_LONG_PRECISION;
    }

    @Override
    public String typeName() {
      return "decimal(%d,%d)".formatted(precision, scale);
    }

    @Override
    public String sql() {
      return "DECIMAL(%d,%d)".formatted(precision, scale);
    }

    @Override
    public String toString() {
      return typeName();
    }
  }

  /** A list of {@code element}s. */
  record Array(DataType element, boolean containsNull) implements DataType {
    public Array {
      Objects.requireNonNull(element, "element");
    }

    @Override
    public String typeName() {
      return "array";
    }

    @Override
    public String sql() {
      return "ARRAY<%s>".formatted(element.sql());
    }

    @Override
    public String toString() {
      return "array<%s>".formatted(element);
    }
  }

  /** Pairs of {@code key} and {@code value}; a key is never null. */
  record MapOf(DataType key, DataType value, boolean valueContainsNull) implements DataType {
    public MapOf {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String typeName() {
      return "map";
    }

    @Override
    public String sql() {
      return "MAP<%s, %s>".formatted(key.sql(), value.sql());
    }

    @Override
    public String toString() {
      return "map<%s,%s>".formatted(key, value);
    }
  }

  /** The protocol's name: {@code integer}, {@code decimal(10,2)}, {@code struct}. */
  String typeName();

  /** The type as SQL writes it: {@code INT}, {@code ARRAY<BIGINT>}. */
  String sql();

  /** Whether arithmetic is defined on it. */
  default boolean isNumeric() {
    return isIntegral()
        || this == Primitive.FLOAT
        || this == Primitive.DOUBLE
        || this instanceof Decimal;
  }

  /** Whether it is one of the four integer types. */
  default boolean isIntegral() {
    return this == Primitive.BYTE
        || this == Primitive.SHORT
        || this == Primitive.INTEGER
        || this == Primitive.LONG;
  }

  /** Whether it has parts: a struct, an array or a map. */
  default boolean isNested() {
    return this instanceof StructType || this instanceof Array || this instanceof MapOf;
  }
}
