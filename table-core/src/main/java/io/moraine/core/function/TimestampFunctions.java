package io.moraine.core.function;

import static io.moraine.core.function.Parameter.ANY_TIMESTAMP;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.LONG;
import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.Parameter.TIMESTAMP;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.text.DatePattern;
import io.moraine.core.text.TimestampText;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** Functions of timestamps, whose fields are those that clocks in the session's zone show. */
final class TimestampFunctions {
  private static final String DEFAULT = "yyyy-MM-dd HH:mm:ss";

  private TimestampFunctions() {}

  /** A function of a row's values and the zone that the first of them is read in. */
  @FunctionalInterface
  private interface Zoned {
    Object apply(Object[] arguments, ZoneId zone);
  }

  static void addTo(FunctionList list) {
    field(list, "hour", LocalDateTime::getHour);
    field(list, "minute", LocalDateTime::getMinute);
    field(list, "second", LocalDateTime::getSecond);
    truncation(list);
    epochs(list);
    texts(list);
    zones(list);
    for (DataType type : List.of(Primitive.TIMESTAMP, Primitive.TIMESTAMP_NTZ)) {
      boolean zoned = type == Primitive.TIMESTAMP;
      list.add(
          zoned ? "current_timestamp" : "localtimestamp",
          EnumSet.of(INFALLIBLE),
          Overload.of(
              List.of(),
              type,
              (call, context) -> {
                long now =
                    zoned
                        ? context.nowMicros()
                        : TimestampText.micros(
                            TimestampText.wall(context.nowMicros(), context.zone()),
                            ZoneOffset.UTC);
                return Rowwise.strict(type, a -> now);
              }));
    }
    list.alias("current_timestamp", "now");
    list.add(
        "current_timezone",
        EnumSet.of(INFALLIBLE),
        Overload.of(
            List.of(),
            Primitive.STRING,
            (call, context) -> Rowwise.strict(call.type(), a -> context.zone().getId())));
  }

  private static void field(FunctionList list, String name, ToIntFunction<LocalDateTime> field) {
    list.add(
        name,
        EnumSet.of(STRICT, INFALLIBLE),
        zoned(
            List.of(ANY_TIMESTAMP),
            types -> Primitive.INTEGER,
            0,
            (a, zone) -> field.applyAsInt(TimestampText.wall((Long) a[0], zone))));
  }

  private static Overload zoned(
      List<Parameter> parameters,
      java.util.function.Function<List<DataType>, DataType> result,
      int timestamp,
      Zoned function) {
    return Overload.of(
        parameters,
        result,
        (call, context) -> {
          ZoneId zone = zone(call, timestamp, context);
          return Rowwise.strict(call.type(), a -> function.apply(a, zone));
        });
  }

  private static ZoneId zone(Call call, int timestamp, EvaluationContext context) {
    return call.argument(timestamp).type() == Primitive.TIMESTAMP_NTZ
        ? ZoneOffset.UTC
        : context.zone();
  }

  private static void truncation(FunctionList list) {
    list.add(
        "date_trunc",
        EnumSet.of(STRICT, INFALLIBLE),
        zoned(
                List.of(STRING, ANY_TIMESTAMP),
                types -> types.get(1),
                1,
                (a, zone) -> truncated((String) a[0], (Long) a[1], zone))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "timestamp_add_interval",
        EnumSet.of(STRICT),
        zoned(
            List.of(ANY_TIMESTAMP, INT, INT, LONG),
            types -> types.get(0),
            0,
            (a, zone) -> {
              try {
                LocalDateTime wall = TimestampText.wall((Long) a[0], zone);
                long moved =
                    TimestampText.micros(
                        wall.plusMonths((Integer) a[1]).plusDays((Integer) a[2]), zone);
                return Math.addExact(moved, (Long) a[3]);
              } catch (ArithmeticException | DateTimeException e) {
                throw MathFunctions.overflow("timestamp plus an interval", Primitive.TIMESTAMP);
              }
            }));
  }

  private static Object truncated(String unit, long micros, ZoneId zone) {
    LocalDateTime wall = TimestampText.wall(micros, zone);
    String upper = unit.toUpperCase(Locale.ROOT);
    LocalDateTime cut =
        switch (upper) {
          case "DAY", "DD" -> wall.truncatedTo(ChronoUnit.DAYS);
          case "HOUR" -> wall.truncatedTo(ChronoUnit.HOURS);
          case "MINUTE" -> wall.truncatedTo(ChronoUnit.MINUTES);
          case "SECOND" -> wall.truncatedTo(ChronoUnit.SECONDS);
          case "MILLISECOND" -> wall.truncatedTo(ChronoUnit.MILLIS);
          case "MICROSECOND" -> wall;
          default -> {
            Object day = DateFunctions.trunc(wall.toLocalDate(), upper);
            yield day == null ? null : DateFunctions.date(day).atStartOfDay();
          }
        };
    return cut == null ? null : (Object) TimestampText.micros(cut, zone);
  }

  private static void epochs(FunctionList list) {
    from(list, "timestamp_seconds", 1_000_000L);
    from(list, "timestamp_millis", 1_000L);
    from(list, "timestamp_micros", 1L);
    to(list, "unix_seconds", 1_000_000L);
    to(list, "unix_millis", 1_000L);
    to(list, "unix_micros", 1L);
  }

  private static void from(FunctionList list, String name, long factor) {
    list.failing(
        name,
        List.of(LONG),
        Primitive.TIMESTAMP,
        a -> {
          try {
            return Math.multiplyExact((Long) a[0], factor);
          } catch (ArithmeticException e) {
            throw MathFunctions.overflow("%s(%s)".formatted(name, a[0]), Primitive.TIMESTAMP);
          }
        });
  }

  private static void to(FunctionList list, String name, long divisor) {
    list.plain(name, List.of(TIMESTAMP), Primitive.LONG, a -> Math.floorDiv((Long) a[0], divisor));
  }

  private static void texts(FunctionList list) {
    list.add(
        "date_format",
        EnumSet.of(STRICT),
        zoned(
            List.of(ANY_TIMESTAMP, STRING),
            types -> Primitive.STRING,
            0,
            (a, zone) -> DatePattern.of((String) a[1]).format((Long) a[0], zone)));
    list.add(
        "to_timestamp",
        EnumSet.of(STRICT),
        Overload.of(List.of(TIMESTAMP), Primitive.TIMESTAMP, (call, context) -> (a, n) -> a[0]),
        zoned(
            List.of(STRING, STRING),
            types -> Primitive.TIMESTAMP,
            0,
            (a, zone) -> parsed((String) a[0], (String) a[1], zone)));
    list.add(
        "try_to_timestamp",
        EnumSet.of(STRICT, INFALLIBLE),
        zoned(
                List.of(STRING),
                types -> Primitive.TIMESTAMP,
                0,
                (a, zone) -> orNull(TimestampText.parse((String) a[0], zone)))
            .nullable(Signature.Nullability.ALWAYS),
        zoned(
                List.of(STRING, STRING),
                types -> Primitive.TIMESTAMP,
                0,
                (a, zone) -> orNull(DatePattern.of((String) a[1]).parse((String) a[0], zone)))
            .nullable(Signature.Nullability.ALWAYS));
    list.add(
        "from_unixtime",
        EnumSet.of(STRICT),
        Overload.of(
                List.of(LONG, STRING),
                Primitive.STRING,
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a ->
                            DatePattern.of(a.length > 1 ? (String) a[1] : DEFAULT)
                                .format(
                                    Math.multiplyExact((Long) a[0], 1_000_000L), context.zone())))
            .requiring(1));
    list.add(
        "unix_timestamp",
        EnumSet.of(STRICT),
        Overload.of(
            List.of(),
            Primitive.LONG,
            (call, context) -> Rowwise.strict(call.type(), a -> context.now().getEpochSecond())),
        zoned(
            List.of(TIMESTAMP),
            types -> Primitive.LONG,
            0,
            (a, zone) -> Math.floorDiv((Long) a[0], 1_000_000L)),
        zoned(
                List.of(STRING, STRING),
                types -> Primitive.LONG,
                0,
                (a, zone) ->
                    Math.floorDiv(
                        parsed((String) a[0], a.length > 1 ? (String) a[1] : DEFAULT, zone),
                        1_000_000L))
            .requiring(1));
    list.alias("unix_timestamp", "to_unix_timestamp");
  }

  private static Object orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static long parsed(String text, String pattern, ZoneId zone) {
    return DatePattern.of(pattern)
        .parse(text, zone)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Cannot read '%s' as a timestamp by the pattern '%s'"
                        .formatted(text, pattern)));
  }

  private static void zones(FunctionList list) {
    list.failing(
        "from_utc_timestamp",
        List.of(TIMESTAMP, STRING),
        Primitive.TIMESTAMP,
        a -> shifted((Long) a[0], ZoneOffset.UTC, zone((String) a[1])));
    list.failing(
        "to_utc_timestamp",
        List.of(TIMESTAMP, STRING),
        Primitive.TIMESTAMP,
        a -> shifted((Long) a[0], zone((String) a[1]), ZoneOffset.UTC));
  }

  /** The instant at which clocks in {@code from} show what those in {@code to} show at this one. */
  private static long shifted(long micros, ZoneId from, ZoneId to) {
    return TimestampText.micros(TimestampText.wall(micros, to), from);
  }

  private static ZoneId zone(String name) {
    try {
      return TimestampText.zone(name);
    } catch (DateTimeException e) {
      throw new InvalidInputException("No time zone is called '%s'".formatted(name), e);
    }
  }
}
