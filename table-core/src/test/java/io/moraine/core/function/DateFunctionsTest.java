package io.moraine.core.function;

import static io.moraine.core.function.Calls.CONTEXT;
import static io.moraine.core.function.Calls.call;
import static io.moraine.core.function.Calls.date;
import static io.moraine.core.function.Calls.evaluate;
import static io.moraine.core.function.Calls.fails;
import static io.moraine.core.function.Calls.gives;
import static io.moraine.core.function.Calls.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.expr.Literal;
import io.moraine.core.text.Interval;
import io.moraine.core.type.DataType.Primitive;
import org.junit.jupiter.api.Test;

/** Results are those that Spark's documentation shows, or that Spark gives. */
class DateFunctionsTest {
  @Test
  void splitsDatesIntoFields() {
    gives(2016, "year", date("2016-07-30"));
    gives(3, "quarter", date("2016-08-31"));
    gives(7, "month", date("2016-07-30"));
    gives(30, "dayofmonth", date("2009-07-30"));
    gives(5, "dayofweek", date("2009-07-30"));
    gives(3, "weekday", date("2009-07-30"));
    gives(100, "dayofyear", date("2016-04-09"));
    gives(8, "weekofyear", date("2008-02-20"));
    gives(53, "weekofyear", date("2021-01-01"));
    gives(2016, "year", "2016-07-30");
  }

  @Test
  void movesDates() {
    gives(date("2016-07-31"), "date_add", date("2016-07-30"), 1);
    gives(date("2016-07-29"), "date_sub", date("2016-07-30"), 1);
    gives(date("2016-08-01"), "+", date("2016-07-30"), 2);
    gives(1, "datediff", date("2009-07-31"), date("2009-07-30"));
    gives(date("2016-09-30"), "add_months", date("2016-08-31"), 1);
    gives(date("2024-02-29"), "add_months", date("2024-01-31"), 1);
    gives(date("2009-01-31"), "last_day", date("2009-01-12"));
    gives(date("2015-01-20"), "next_day", date("2015-01-14"), "TU");
    gives(3.94959677, "months_between", timestamp("1997-02-28 10:30:00"), date("1996-10-30"));
    gives(1.0, "months_between", date("2024-03-31"), date("2024-02-29"));
    fails("does not fit DATE", "date_add", new Literal(Primitive.DATE, Integer.MAX_VALUE), 1);
  }

  @Test
  void cutsDatesAndTimestamps() {
    gives(date("2019-07-29"), "trunc", date("2019-08-04"), "week");
    gives(date("2019-07-01"), "trunc", date("2019-08-04"), "quarter");
    gives(date("2015-10-01"), "trunc", date("2015-10-27"), "MM");
    gives(null, "trunc", date("2015-10-27"), "century");
    gives(
        timestamp("2015-03-05 09:00:00"),
        "date_trunc",
        "HOUR",
        timestamp("2015-03-05 09:32:05.359"));
    gives(
        timestamp("2015-03-05 09:32:05.359"),
        "date_trunc",
        "MILLISECOND",
        timestamp("2015-03-05 09:32:05.359123"));
    gives(timestamp("2015-01-01 00:00:00"), "date_trunc", "YEAR", timestamp("2015-03-05 09:32:05"));
  }

  @Test
  void splitsTimestampsAsClocksOfTheSessionShowThem() {
    gives(12, "hour", timestamp("2009-07-30 12:58:59"));
    gives(58, "minute", "2009-07-30 12:58:59");
    gives(59, "second", "2009-07-30 12:58:59");
    // 8 in the morning in UTC is midnight in Los Angeles.
    gives(0, "hour", "2009-01-30 08:00:00Z");
    gives(23, "hour", new Literal(Primitive.TIMESTAMP_NTZ, -3_600_000_000L));
  }

  @Test
  void readsAndWritesByPatterns() {
    gives(date("2016-12-31"), "to_date", "2016-12-31", "yyyy-MM-dd");
    gives(date("2016-12-01"), "to_date", "12/2016", "MM/yyyy");
    gives(timestamp("2016-12-31 00:12:00"), "to_timestamp", "2016-12-31 00:12:00");
    gives(
        timestamp("2016-12-31 23:59:01"),
        "to_timestamp",
        "31.12.2016 23:59:01",
        "dd.MM.yyyy HH:mm:ss");
    gives("2016", "date_format", date("2016-04-08"), "y");
    gives("Fri 08 Apr", "date_format", date("2016-04-08"), "E dd MMM");
    gives("1969-12-31 16:00:00", "from_unixtime", 0L);
    gives(1460012400L, "unix_timestamp", "2016-04-07", "yyyy-MM-dd");
    fails(
        "Cannot read '2016-13-01' as a date by the pattern", "to_date", "2016-13-01", "yyyy-MM-dd");
    fails("Cannot cast 'x' to DATE", "to_date", "x");
    gives(null, "try_to_timestamp", "x");
    fails("Not a pattern of dates: 'q{'", "date_format", date("2016-04-08"), "q{");
  }

  @Test
  void makesDatesAndTimestamps() {
    gives(date("2013-07-15"), "make_date", 2013, 7, 15);
    fails("No date has year 2019, month 2, day 30", "make_date", 2019, 2, 30);
    gives(timestamp("2008-12-25 07:30:00"), "timestamp_seconds", 1230219000L);
    gives(timestamp("2008-12-25 07:30:00.123"), "timestamp_millis", 1230219000123L);
    gives(1230219000L, "unix_seconds", timestamp("2008-12-25 07:30:00"));
    fails("does not fit TIMESTAMP", "timestamp_seconds", Long.MAX_VALUE);
  }

  @Test
  void tellsTheTimeOfTheStatement() {
    gives(CONTEXT.nowMicros(), "now");
    gives(date("2024-03-09"), "current_date");
    gives("America/Los_Angeles", "current_timezone");
    assertThat(evaluate(call("current_timestamp"))).isEqualTo(1_710_032_523_456_789L);
  }

  @Test
  void addsIntervalsByTheCalendar() {
    assertThat(
            evaluate(
                Expressions.plusInterval(date("1998-12-01"), Interval.of("90", "day").negated())))
        .isEqualTo(date("1998-09-02").value());
    assertThat(evaluate(Expressions.plusInterval(date("1994-01-31"), Interval.of("1", "month"))))
        .isEqualTo(date("1994-02-28").value());
    // The night of 10 March 2024 has no hour from 2 to 3 in Los Angeles.
    assertThat(
            evaluate(
                Expressions.plusInterval(
                    timestamp("2024-03-09 12:00:00"), Interval.of("1", "day"))))
        .isEqualTo(timestamp("2024-03-10 12:00:00").value());
    assertThat(
            evaluate(
                Expressions.plusInterval(
                    timestamp("2024-03-09 12:00:00"), Interval.of("24", "hours"))))
        .isEqualTo(timestamp("2024-03-10 13:00:00").value());
  }

  @Test
  void movesBetweenZones() {
    gives(
        timestamp("2016-08-30 17:00:00"),
        "from_utc_timestamp",
        timestamp("2016-08-31 00:00:00"),
        "-07:00");
    fails(
        "No time zone is called 'Nowhere/Land'",
        "to_utc_timestamp",
        timestamp("2016-08-31 00:00:00"),
        "Nowhere/Land");
  }

  @Test
  void countsInUnitsThatAreNamed() {
    gives(
        timestamp("2024-03-10 12:00:00"),
        "timestampadd",
        "DAY",
        1,
        timestamp("2024-03-09 12:00:00"));
    gives(
        timestamp("2024-03-10 13:00:00"),
        "timestampadd",
        "HOUR",
        24,
        timestamp("2024-03-09 12:00:00"));
    gives(timestamp("2024-02-29"), "timestampadd", "quarter", 1, date("2023-11-30"));
    gives(2L, "timestampdiff", "MONTH", date("2021-02-28"), date("2021-05-01"));
    gives(-1L, "timestampdiff", "YEAR", date("2022-01-01"), date("2021-01-01"));
    gives(90L, "timestampdiff", "MINUTE", "2024-01-01 00:00:00", "2024-01-01 01:30:59");
    gives(1L, "timestampdiff", "QUARTER", date("2024-01-01"), date("2024-06-30"));
    fails("Overflow", "timestampadd", "QUARTER", Long.MAX_VALUE, "2024-01-01");
    fails("No unit of time is called 'AGE'", "timestampadd", "AGE", 1, date("2024-01-01"));
    fails(
        "Overflow: a timestamp moved by 99999999999",
        "timestampadd",
        "DAY",
        99999999999L,
        "2024-01-01");
  }

  @Test
  void namesTheExpressionWhereATimeIsOutOfRange() {
    Literal last = new Literal(Primitive.DATE, Integer.MAX_VALUE);
    Literal first = new Literal(Primitive.DATE, Integer.MIN_VALUE);
    fails("Cannot compute datediff(", "datediff", last, first);
    fails("Cannot compute from_unixtime(9223372036854775807)", "from_unixtime", Long.MAX_VALUE);
  }
}
