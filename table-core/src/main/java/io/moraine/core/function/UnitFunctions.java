package io.moraine.core.function;

import static io.moraine.core.function.Parameter.ANY_TIMESTAMP;
import static io.moraine.core.function.Parameter.LONG;
import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Call;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.text.TimestampText;
import io.moraine.core.type.DataType.Primitive;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Distances of times in a unit that is given by name, as {@code DATEADD(HOUR, 1, t)} has it. */
final class UnitFunctions {
  private UnitFunctions() {}

  static void addTo(FunctionList list) {
    list.add(
        "timestampadd",
        EnumSet.of(STRICT),
        Overload.of(
            List.of(STRING, LONG, ANY_TIMESTAMP),
            types -> types.get(2),
            (call, context) -> {
              ZoneId zone = zone(call, context);
              return Rowwise.strict(
                  call.type(),
                  a -> moved(unit((String) a[0]), (Long) a[1], (Long) a[2], zone, call));
            }));
    list.add(
        "timestampdiff",
        EnumSet.of(STRICT),
        Overload.of(
            List.of(STRING, ANY_TIMESTAMP, ANY_TIMESTAMP),
            Primitive.LONG,
            (call, context) ->
                Rowwise.strict(
                    call.type(),
                    a -> {
                      LocalDateTime from = wall(call, 1, (Long) a[1], context);
                      LocalDateTime to = wall(call, 2, (Long) a[2], context);
                      return unit((String) a[0]).between(from, to);
                    })));
  }

  private static LocalDateTime wall(
      Call call, int ordinal, long micros, EvaluationContext context) {
    boolean free = call.argument(ordinal).type() == Primitive.TIMESTAMP_NTZ;
    return TimestampText.wall(micros, free ? ZoneOffset.UTC : context.zone());
  }

  private static ZoneId zone(Call call, EvaluationContext context) {
    return call.type() == Primitive.TIMESTAMP_NTZ ? ZoneOffset.UTC : context.zone();
  }

  private static TemporalUnit unit(String unit) {
    return switch (unit.toUpperCase(Locale.ROOT)) {
      case "MICROSECOND" -> ChronoUnit.MICROS;
      case "MILLISECOND" -> ChronoUnit.MILLIS;
      case "SECOND" -> ChronoUnit.SECONDS;
      case "MINUTE" -> ChronoUnit.MINUTES;
      case "HOUR" -> ChronoUnit.HOURS;
      case "DAY", "DAYOFYEAR" -> ChronoUnit.DAYS;
      case "WEEK" -> ChronoUnit.WEEKS;
      case "MONTH" -> ChronoUnit.MONTHS;
      case "QUARTER" -> IsoFields.QUARTER_YEARS;
      case "YEAR" -> ChronoUnit.YEARS;
      default ->
          throw new InvalidInputException(
              "No unit of time is called '%s'; there are MICROSECOND, MILLISECOND, SECOND, MINUTE, HOUR, DAY, DAYOFYEAR, WEEK, MONTH, QUARTER, YEAR"
                  .formatted(unit));
    };
  }

  private static long moved(TemporalUnit unit, long count, long micros, ZoneId zone, Call call) {
    try {
      // Hours and less pass on every clock alike; days and more go by the calendar.
      return unit.isTimeBased()
          ? Math.addExact(micros, Math.multiplyExact(count, unit.getDuration().toNanos() / 1000))
          : TimestampText.micros(TimestampText.wall(micros, zone).plus(count, unit), zone);
    } catch (ArithmeticException | DateTimeException e) {
      throw new InvalidInputException(
          "Overflow: a timestamp moved by %d %s does not fit TIMESTAMP, in %s"
              .formatted(count, unit, call),
          e);
    }
  }
}
