package io.moraine.log.stats;

import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads one bound of a column's statistics. */
final class StatisticValues {
  /** Before, zones have offsets with seconds, which Spark's text of a statistic cuts. */
  private static final long FIRST_SOUND_OFFSET_MICROS =
      LocalDate.of(1900, 1, 1).toEpochDay() * 86_400_000_000L;

  /** What the text of a statistic, which ends at milliseconds, may have lost. */
  private static final long LOST_MICROS = 999;

  private StatisticValues() {}

  /** Which side a bound is on. */
  enum Side {
    /** No value is below. */
    MIN,
    /** No value is above. */
    MAX
  }

  /**
   * The bound on which {@code json} stands, an object as {@link DataType} names it; null if it
   * cannot be understood, or says nothing. The value is consumed.
   */
  static @Nullable Object read(JsonReader json, DataType type, Side side) {
    JsonKind kind = json.kind();
    if (kind == JsonKind.OBJECT || kind == JsonKind.ARRAY || kind == JsonKind.NULL) {
      json.skip();
      return null;
    }
    if (kind == JsonKind.BOOLEAN) {
      boolean value = json.booleanValue();
      return type == DataType.Primitive.BOOLEAN ? value : null;
    }
    return kind == JsonKind.NUMBER
        ? ofNumber(json.decimal(), type, side)
        : ofText(json.string(), type, side);
  }

  /** The bound that a number means; null if it cannot be understood. */
  static @Nullable Object ofNumber(BigDecimal value, DataType type, Side side) {
    try {
      return number(value, type, side);
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** The bound that a string means; null if it cannot be understood. */
  static @Nullable Object ofText(String value, DataType type, Side side) {
    try {
      return text(value, type, side);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object number(BigDecimal value, DataType type, Side side) {
    if (type instanceof DataType.Decimal decimal) {
      return value.setScale(
          decimal.scale(), side == Side.MIN ? RoundingMode.FLOOR : RoundingMode.CEILING);
    }
    if (!(type instanceof DataType.Primitive primitive)) {
      return null;
    }
    return switch (primitive) {
      case BYTE -> (int) value.byteValueExact();
      case SHORT -> (int) value.shortValueExact();
      case INTEGER -> value.intValueExact();
      case LONG -> value.longValueExact();
      case FLOAT -> zeroOutward(single(value, side), side);
      case DOUBLE -> zeroOutward(value.doubleValue(), side);
      default -> null;
    };
  }

  private static @Nullable Object text(String text, DataType type, Side side) {
    if (type instanceof DataType.Decimal) {
      return number(new BigDecimal(text), type, side);
    }
    if (!(type instanceof DataType.Primitive primitive)) {
      return null;
    }
    return switch (primitive) {
      case STRING -> text;
      case DATE -> DateTimes.days(text);
      case TIMESTAMP -> instant(text, side);
      case TIMESTAMP_NTZ -> outward(DateTimes.localMicros(text), side);
      case DOUBLE -> infinity(text);
      case FLOAT -> {
        Double infinity = infinity(text);
        yield infinity == null ? null : (Float) infinity.floatValue();
      }
      default -> null;
    };
  }

  private static @Nullable Long instant(String text, Side side) {
    long micros = DateTimes.instantMicros(text, ZoneOffset.UTC);
    boolean zoned = text.indexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf(':');
    return micros < FIRST_SOUND_OFFSET_MICROS && zoned ? null : outward(micros, side);
  }

  /** The bound of times that were cut at milliseconds. */
  static long outward(long micros, Side side) {
    return side == Side.MIN || micros > Long.MAX_VALUE - LOST_MICROS
        ? micros
        : micros + LOST_MICROS;
  }

  /** A bound written with all of a double's digits may lie between two floats. */
  private static float single(BigDecimal value, Side side) {
    float nearest = value.floatValue();
    if (Float.isInfinite(nearest)) {
      return nearest;
    }
    int compared = new BigDecimal(nearest).compareTo(value);
    if (side == Side.MIN && compared > 0) {
      return Math.nextDown(nearest);
    }
    return side == Side.MAX && compared < 0 ? Math.nextUp(nearest) : nearest;
  }

  /** Writers do not tell the zeros apart. */
  private static Object zeroOutward(double value, Side side) {
    return value == 0 ? (Object) (side == Side.MIN ? -0.0 : 0.0) : (Object) value;
  }

  private static Object zeroOutward(float value, Side side) {
    return value == 0 ? (Object) (side == Side.MIN ? -0.0f : 0.0f) : (Object) value;
  }

  /** NaN bounds nothing. */
  private static @Nullable Double infinity(String text) {
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }
}
