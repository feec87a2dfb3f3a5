package io.moraine.core.function;

import static io.moraine.core.function.Parameter.DATE;
import static io.moraine.core.function.Parameter.INT;
import static io.moraine.core.function.Parameter.STRING;
import static io.moraine.core.function.Parameter.TIMESTAMP;
import static io.moraine.core.function.ScalarFunction.Trait.INFALLIBLE;
import static io.moraine.core.function.ScalarFunction.Trait.STRICT;

import io.moraine.core.batch.IntVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.kernel.Kernel;
import io.moraine.core.kernel.Rowwise;
import io.moraine.core.kernel.Validity;
import io.moraine.core.text.DatePattern;
import io.moraine.core.text.DateText;
import io.moraine.core.text.TimestampText;
import io.moraine.core.type.DataType.Primitive;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Functions of dates. */
final class DateFunctions {
  private DateFunctions() {}

  static void addTo(FunctionList list) {
    fields(list);
    moves(list);
    conversions(list);
  }

  private static void fields(FunctionList list) {
    field(list, "year", LocalDate::getYear);
    field(list, "quarter", date -> (date.getMonthValue() + 2) / 3);
    field(list, "month", LocalDate::getMonthValue);
    field(list, "day", LocalDate::getDayOfMonth);
    field(list, "dayofweek", date -> date.getDayOfWeek().getValue() % 7 + 1);
    field(list, "weekday", date -> date.getDayOfWeek().getValue() - 1);
    field(list, "dayofyear", LocalDate::getDayOfYear);
    field(list, "weekofyear", date -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    field(list, "yearofweek", date -> date.get(IsoFields.WEEK_BASED_YEAR));
    list.alias("day", "dayofmonth").alias("weekofyear", "week");
    list.plain(
        "dayname",
        List.of(DATE),
        Primitive.STRING,
        a ->
            date(a[0]).getDayOfWeek().name().substring(0, 1)
                + date(a[0]).getDayOfWeek().name().substring(1, 3).toLowerCase(Locale.ROOT));
    list.plain(
        "monthname",
        List.of(DATE),
        Primitive.STRING,
        a ->
            date(a[0]).getMonth().name().substring(0, 1)
                + date(a[0]).getMonth().name().substring(1, 3).toLowerCase(Locale.ROOT));
  }

  private static void field(FunctionList list, String name, ToIntFunction<LocalDate> field) {
    Kernel kernel =
        (arguments, rowCount) -> {
          int[] days = ((IntVector) arguments[0]).values();
          int[] result = new int[rowCount];
          for (int i = 0; i < rowCount; i++) {
            if (!arguments[0].isNull(i)) {
              result[i] = field.applyAsInt(LocalDate.ofEpochDay(days[i]));
            }
          }
          return new IntVector(Primitive.INTEGER, rowCount, result, arguments[0].validity());
        };
    list.add(
        name,
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(List.of(DATE), Primitive.INTEGER, (call, context) -> kernel));
  }

  private static void moves(FunctionList list) {
    list.add(
        "date_add",
        EnumSet.of(STRICT),
        Overload.of(List.of(DATE, INT), Primitive.DATE, (call, x) -> moving(1, call::toString)));
    list.alias("date_add", "dateadd");
    list.add(
        "date_sub",
        EnumSet.of(STRICT),
        Overload.of(List.of(DATE, INT), Primitive.DATE, (call, x) -> moving(-1, call::toString)));
    list.failing(
            "datediff",
            List.of(DATE, DATE),
            Primitive.INTEGER,
            a -> Math.toIntExact((long) (Integer) a[0] - (Integer) a[1]))
        .alias("datediff", "date_diff");
    list.failing(
        "add_months",
        List.of(DATE, INT),
        Primitive.DATE,
        a -> days(date(a[0]).plusMonths((Integer) a[1])));
    list.failing(
        "last_day",
        List.of(DATE),
        Primitive.DATE,
        a -> days(date(a[0]).with(TemporalAdjusters.lastDayOfMonth())));
    list.failing(
        "next_day",
        List.of(DATE, STRING),
        Primitive.DATE,
        a -> days(date(a[0]).with(TemporalAdjusters.next(weekday((String) a[1])))));
    list.nulling(
        "trunc", List.of(DATE, STRING), Primitive.DATE, a -> trunc(date(a[0]), (String) a[1]));
  }

  private static void conversions(FunctionList list) {
    list.add(
        "to_date",
        EnumSet.of(STRICT),
        Overload.of(List.of(DATE), Primitive.DATE, (call, context) -> (a, n) -> a[0]),
        Overload.of(
            List.of(STRING, STRING),
            Primitive.DATE,
            (call, context) ->
                Rowwise.strict(call.type(), a -> parsed((String) a[0], (String) a[1]))));
    list.nulling(
        "try_to_date",
        List.of(STRING),
        Primitive.DATE,
        a -> {
          var day = DateText.parse((String) a[0]);
          return day.isPresent() ? (Object) day.getAsInt() : null;
        });
    list.failing(
        "make_date",
        List.of(INT, INT, INT),
        Primitive.DATE,
        a -> made((Integer) a[0], (Integer) a[1], (Integer) a[2]));
    list.plain("unix_date", List.of(DATE), Primitive.INTEGER, a -> a[0]);
    list.plain("date_from_unix_date", List.of(INT), Primitive.DATE, a -> a[0]);
    list.add(
        "current_date",
        EnumSet.of(INFALLIBLE),
        Overload.of(
            List.of(),
            Primitive.DATE,
            (call, context) -> {
              int today = days(LocalDate.ofInstant(context.now(), context.zone()));
              return Rowwise.strict(call.type(), a -> today);
            }));
    list.alias("current_date", "curdate");
    list.add(
        "months_between",
        EnumSet.of(STRICT, INFALLIBLE),
        Overload.of(
                List.of(TIMESTAMP, TIMESTAMP, Parameter.BOOLEAN),
                Primitive.DOUBLE,
                (call, context) ->
                    Rowwise.strict(
                        call.type(),
                        a ->
                            MonthsBetween.of(
                                TimestampText.wall((Long) a[0], context.zone()),
                                TimestampText.wall((Long) a[1], context.zone()),
                                a.length < 3 || (Boolean) a[2])))
            .requiring(2));
  }

  private static Object parsed(String text, String pattern) {
    var micros = DatePattern.of(pattern).parse(text, java.time.ZoneOffset.UTC);
    if (micros.isEmpty()) {
      throw new InvalidInputException(
          "Cannot read '%s' as a date by the pattern '%s'".formatted(text, pattern));
    }
    return Math.toIntExact(Math.floorDiv(micros.getAsLong(), 86_400_000_000L));
  }

  private static Object made(int year, int month, int day) {
    try {
      return days(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "No date has year %d, month %d, day %d".formatted(year, month, day), e);
    }
  }

  private static Kernel moving(int sign, Supplier<String> where) {
    return (arguments, rowCount) -> {
      int[] days = ((IntVector) arguments[0]).values();
      int[] by = ((IntVector) arguments[1]).values();
      byte[] validity = Validity.and(arguments, rowCount);
      int[] result = new int[rowCount];
      long suspect = 0;
      for (int i = 0; i < rowCount; i++) {
        long moved = days[i] + (long) sign * by[i];
        suspect |= moved ^ (int) moved;
        result[i] = (int) moved;
      }
      for (int i = 0; suspect != 0 && i < rowCount; i++) {
        long moved = days[i] + (long) sign * by[i];
        if (moved != (int) moved && (validity == null || validity[i] != 0)) {
          throw MathFunctions.overflow(
              "date %s moved by %d days in %s"
                  .formatted(DateText.format(days[i]), (long) sign * by[i], where.get()),
              Primitive.DATE);
        }
      }
      return new IntVector(Primitive.DATE, rowCount, result, validity);
    };
  }

  static LocalDate date(Object days) {
    return LocalDate.ofEpochDay((Integer) days);
  }

  static int days(LocalDate date) {
    long days = date.toEpochDay();
    if (days != (int) days) {
      throw MathFunctions.overflow("date " + date, Primitive.DATE);
    }
    return (int) days;
  }

  private static DayOfWeek weekday(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      boolean shortened = wanted.length() == 2 || wanted.length() == 3;
      if (day.name().equals(wanted) || (shortened && day.name().startsWith(wanted))) {
        return day;
      }
    }
    throw new InvalidInputException("No day of the week is called '%s'".formatted(name));
  }

  /** The first day of the date's unit; null if there is no such unit of days. */
  static Object trunc(LocalDate date, String unit) {
    return switch (unit.toUpperCase(Locale.ROOT)) {
      case "YEAR", "YYYY", "YY" -> days(date.withDayOfYear(1));
      case "QUARTER" ->
          days(date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1));
      case "MONTH", "MON", "MM" -> days(date.withDayOfMonth(1));
      case "WEEK" -> days(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      default -> null;
    };
  }
}
