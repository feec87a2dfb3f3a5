package io.moraine.core.kernel;

import io.moraine.core.text.DateText;
import io.moraine.core.text.NumberText;
import io.moraine.core.text.TimestampText;
import io.moraine.core.text.ValueText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Casts of single values, the objects that {@link DataType} names, as in Spark's ANSI mode. */
public final class ValueCast {
  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final DataType from;
  private final DataType to;
  private final ZoneId zone;

  /** A cast that {@link CastRules} allows. */
  public ValueCast(DataType from, DataType to, ZoneId zone) {
    this.from = from;
    this.to = to;
    this.zone = zone;
  }

  /** The value, not null, in the other type; empty if it has no place there. */
  public Optional<Object> apply(Object value) {
    try {
      return Optional.ofNullable(cast(value));
    } catch (ArithmeticException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private Object cast(Object value) {
    if (from.equals(to)) {
      return value;
    } else if (to == Primitive.STRING) {
      return ValueText.format(from, value, zone);
    } else if (to.isNested()) {
      return nested(value);
    } else if (value instanceof String text) {
      return parse(text);
    } else if (to instanceof DataType.Decimal decimal) {
      return decimal(number(value), decimal);
    }
    return switch ((Primitive) to) {
      case BOOLEAN -> number(value).map(n -> n.signum() != 0).orElse(true);
      case BYTE, SHORT, INTEGER -> integral(value).map(Long::intValue).orElse(null);
      case LONG -> integral(value).orElse(null);
      case FLOAT -> floating(value).floatValue();
      case DOUBLE -> floating(value).doubleValue();
      case DATE -> date((Long) value);
      case TIMESTAMP -> timestamp(value);
      case TIMESTAMP_NTZ -> withoutZone(value);
      default -> throw new IllegalStateException("No cast from %s to %s".formatted(from, to));
    };
  }

  private Object parse(String text) {
    if (to instanceof DataType.Decimal decimal) {
      return decimal(NumberText.parseDecimal(text), decimal);
    }
    return switch ((Primitive) to) {
      case BOOLEAN -> NumberText.parseBoolean(text).orElse(null);
      case BYTE, SHORT, INTEGER, LONG -> {
        var parsed = NumberText.parseLong(text);
        if (parsed.isEmpty() || !fits(parsed.getAsLong())) {
          yield null;
        }
        yield to == Primitive.LONG ? (Object) parsed.getAsLong() : (int) parsed.getAsLong();
      }
      case FLOAT -> {
        var parsed = NumberText.parseDouble(text);
        yield parsed.isEmpty() ? null : parseFloat(text, parsed.getAsDouble());
      }
      case DOUBLE -> boxed(NumberText.parseDouble(text));
      case DATE -> {
        var parsed = DateText.parse(text);
        yield parsed.isPresent() ? (Object) parsed.getAsInt() : null;
      }
      case TIMESTAMP -> boxed(TimestampText.parse(text, zone));
      case TIMESTAMP_NTZ -> boxed(TimestampText.parseWithoutZone(text));
      case BINARY -> text.getBytes(StandardCharsets.UTF_8);
      default -> throw new IllegalStateException("No cast from %s to %s".formatted(from, to));
    };
  }

  private static Object boxed(java.util.OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static Object boxed(java.util.OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static float parseFloat(String text, double parsed) {
    try {
      // Not through double, which would round twice.
      return Float.parseFloat(NumberText.trim(text));
    } catch (NumberFormatException e) {
      return (float) parsed;
    }
  }

  /** The value as a number; seconds of a timestamp; empty if it is not finite. */
  private Optional<BigDecimal> number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return Optional.of(decimal);
    } else if (value instanceof Boolean bool) {
      return Optional.of(bool ? BigDecimal.ONE : BigDecimal.ZERO);
    } else if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number)
          ? Optional.of(new BigDecimal(value.toString()))
          : Optional.empty();
    }
    BigDecimal whole = BigDecimal.valueOf(((Number) value).longValue());
    return Optional.of(from == Primitive.TIMESTAMP ? whole.movePointLeft(6) : whole);
  }

  /** Rounded half up to the type's scale; null if it has too many digits. */
  static BigDecimal decimal(Optional<BigDecimal> number, DataType.Decimal type) {
    return number
        .map(n -> n.setScale(type.scale(), RoundingMode.HALF_UP))
        .filter(n -> n.precision() <= type.precision())
        .orElse(null);
  }

  private Optional<Long> integral(Object value) {
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      double cut = number < 0 ? Math.ceil(number) : Math.floor(number);
      boolean inRange = cut >= -0x1p63 && cut < 0x1p63;
      return inRange && fits((long) cut) ? Optional.of((long) cut) : Optional.empty();
    }
    if (from == Primitive.TIMESTAMP) {
      return Optional.of(Math.floorDiv((Long) value, 1_000_000L)).filter(this::fits);
    }
    return number(value)
        .map(n -> n.setScale(0, RoundingMode.DOWN))
        .filter(n -> n.precision() <= 19)
        .map(BigDecimal::toBigInteger)
        .filter(n -> n.bitLength() < 64)
        .map(java.math.BigInteger::longValue)
        .filter(this::fits);
  }

  private boolean fits(long value) {
    return value >= LongArithmetic.min(to) && value <= LongArithmetic.max(to);
  }

  private Number floating(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return (Number) value;
    } else if (from == Primitive.TIMESTAMP) {
      return (Long) value / 1_000_000d;
    } else if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return (Number) value;
  }

  private int date(Long micros) {
    return from == Primitive.TIMESTAMP_NTZ
        ? Math.toIntExact(Math.floorDiv(micros, MICROS_PER_DAY))
        : Math.toIntExact(TimestampText.wall(micros, zone).toLocalDate().toEpochDay());
  }

  private Object timestamp(Object value) {
    if (from == Primitive.DATE) {
      return TimestampText.micros(LocalDate.ofEpochDay((Integer) value).atStartOfDay(), zone);
    } else if (from == Primitive.TIMESTAMP_NTZ) {
      return TimestampText.micros(TimestampText.wall((Long) value, ZoneOffset.UTC), zone);
    } else if (value instanceof Double || value instanceof Float) {
      double micros = ((Number) value).doubleValue() * 1_000_000d;
      return micros >= -0x1p63 && micros < 0x1p63 ? (long) micros : null;
    }
    return number(value)
        .map(n -> n.multiply(MICROS).setScale(0, RoundingMode.DOWN).toBigInteger())
        .filter(n -> n.bitLength() < 64)
        .map(java.math.BigInteger::longValue)
        .orElse(null);
  }

  private Object withoutZone(Object value) {
    return from == Primitive.DATE
        ? (Object) Math.multiplyExact((Integer) value, MICROS_PER_DAY)
        : TimestampText.micros(TimestampText.wall((Long) value, zone), ZoneOffset.UTC);
  }

  private Object nested(Object value) {
    if (to instanceof DataType.Array array) {
      ValueCast cast = new ValueCast(((DataType.Array) from).element(), array.element(), zone);
      List<Object> elements = new ArrayList<>();
      for (Object element : (List<?>) value) {
        elements.add(cast.part(element));
      }
      return elements;
    }
    if (to instanceof DataType.MapOf map) {
      ValueCast keys = new ValueCast(((DataType.MapOf) from).key(), map.key(), zone);
      ValueCast values = new ValueCast(((DataType.MapOf) from).value(), map.value(), zone);
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((k, v) -> entries.put(keys.part(k), values.part(v)));
      return entries;
    }
    List<Object> fields = new ArrayList<>();
    for (int i = 0; i < ((StructType) to).size(); i++) {
      ValueCast cast =
          new ValueCast(
              ((StructType) from).field(i).type(), ((StructType) to).field(i).type(), zone);
      fields.add(cast.part(((List<?>) value).get(i)));
    }
    return fields;
  }

  private Object part(Object value) {
    if (value == null) {
      return null;
    }
    return apply(value)
        .orElseThrow(() -> new ArithmeticException("'%s' is not %s".formatted(value, to.sql())));
  }
}
