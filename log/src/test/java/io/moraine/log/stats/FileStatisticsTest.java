package io.moraine.log.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStatisticsTest {
  private static ColumnStatistics bounds(DataType type, String min, String max) {
    String json =
        "{\"numRecords\":9,\"minValues\":{\"c\":%s},\"maxValues\":{\"c\":%s},\"nullCount\":{\"c\":1},\"nanCount\":{\"c\":0}}"
            .formatted(min, max);
    return parse(type, json).column(0);
  }

  private static FileStatistics parse(DataType type, String json) {
    StructType schema = StructType.of(StructField.of("c", type));
    return FileStatistics.parse(json, FileStatistics.Columns.of(schema, ColumnMappingMode.NONE, 0));
  }

  private static Stream<Arguments> bounds() {
    return Stream.of(
        Arguments.of(Primitive.INTEGER, "-1", "2147483647", -1, Integer.MAX_VALUE),
        Arguments.of(
            Primitive.LONG,
            "9007199254740993",
            "9223372036854775807",
            9007199254740993L,
            Long.MAX_VALUE),
        Arguments.of(Primitive.BYTE, "-128", "127", -128, 127),
        Arguments.of(Primitive.STRING, "\"a\"", "\"b\uDBFF\uDFFF\"", "a", "b\uDBFF\uDFFF"),
        Arguments.of(Primitive.BOOLEAN, "false", "true", false, true),
        Arguments.of(Primitive.DATE, "\"1969-12-31\"", "\"2024-02-29\"", -1, 19782),
        // All digits of a decimal, which a double would lose.
        Arguments.of(
            new DataType.Decimal(38, 2),
            "12345678901234567890.12",
            "1e20",
            new BigDecimal("12345678901234567890.12"),
            new BigDecimal("100000000000000000000.00")),
        // Bounds of another scale go outward.
        Arguments.of(
            new DataType.Decimal(5, 1),
            "1.25",
            "1.25",
            new BigDecimal("1.2"),
            new BigDecimal("1.3")),
        // Milliseconds are floored: the true maximum may be 999 microseconds later.
        Arguments.of(
            Primitive.TIMESTAMP,
            "\"1970-01-01T00:00:00.001Z\"",
            "\"1970-01-01T00:00:00.001Z\"",
            1000L,
            1999L),
        Arguments.of(
            Primitive.TIMESTAMP,
            "\"1970-01-01T00:00:00.000-08:00\"",
            "\"1970-01-01T00:00:00.000+01:00\"",
            8L * 3_600_000_000L,
            -3_600_000_000L + 999),
        Arguments.of(
            Primitive.TIMESTAMP_NTZ,
            "\"1970-01-01T00:00:00.000\"",
            "\"1970-01-02\"",
            0L,
            86_400_000_999L),
        Arguments.of(Primitive.DOUBLE, "0.0", "-0.0", -0.0, 0.0),
        Arguments.of(Primitive.FLOAT, "0", "0", -0.0f, 0.0f),
        // The nearest float is above 0.1, too high for a lower bound.
        Arguments.of(Primitive.FLOAT, "0.1", "0.1", Math.nextDown(0.1f), 0.1f),
        Arguments.of(
            Primitive.DOUBLE,
            "\"-Infinity\"",
            "\"Infinity\"",
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest(name = "{0} {1} to {2}")
  @MethodSource("bounds")
  void boundsAreOfTheColumnsTypeAndNeverTooTight(
      DataType type, String min, String max, Object expectedMin, Object expectedMax) {
    assertThat(bounds(type, min, max)).isEqualTo(new ColumnStatistics(expectedMin, expectedMax, 1));
  }

  private static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of(Primitive.INTEGER, "2147483648"),
        Arguments.of(Primitive.INTEGER, "1.5"),
        Arguments.of(Primitive.INTEGER, "\"1\""),
        Arguments.of(Primitive.INTEGER, "true"),
        Arguments.of(Primitive.STRING, "1"),
        Arguments.of(Primitive.DOUBLE, "\"NaN\""),
        Arguments.of(Primitive.DATE, "\"never\""),
        Arguments.of(Primitive.DATE, "19000"),
        // Zones of then have offsets with seconds, which the text cuts.
        Arguments.of(Primitive.TIMESTAMP, "\"1880-01-01T00:00:00.000-07:52\""),
        Arguments.of(Primitive.BINARY, "\"ab\""),
        Arguments.of(new DataType.Array(Primitive.LONG, true), "[1]"),
        Arguments.of(Primitive.LONG, "null"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("unknown")
  void whatCannotBeUnderstoodIsUnknownAndTheRestIsRead(DataType type, String bound) {
    assertThat(bounds(type, bound, bound)).isEqualTo(new ColumnStatistics(null, null, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "[]",
        "{\"numRecords\":",
        "{\"numRecords\":1e99}",
        "{} {}",
        "null",
      })
  void statisticsThatAreNotJsonAreUnknown(String json) {
    FileStatistics statistics = parse(Primitive.LONG, json);
    assertThat(statistics.numRecords()).isEqualTo(-1);
    assertThat(statistics.column(0)).isEqualTo(ColumnStatistics.UNKNOWN);
  }

  @Test
  void absentStatisticsAreUnknown() {
    assertThat(parse(Primitive.LONG, null)).isSameAs(FileStatistics.UNKNOWN);
    assertThat(parse(Primitive.LONG, "{\"numRecords\":3}").column(0))
        .isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(parse(Primitive.LONG, "{\"numRecords\":3}").numRecords()).isEqualTo(3);
  }

  @Test
  void nanMayHideAboveAMaximumUnlessItIsCountedToBeAbsent() {
    String bounds = "{\"minValues\":{\"c\":1.5},\"maxValues\":{\"c\":2.5}%s}";
    assertThat(parse(Primitive.DOUBLE, bounds.formatted("")).column(0))
        .isEqualTo(new ColumnStatistics(1.5, null, -1));
    assertThat(parse(Primitive.DOUBLE, bounds.formatted(",\"nanCount\":{\"c\":1}")).column(0))
        .isEqualTo(new ColumnStatistics(1.5, null, -1));
    assertThat(parse(Primitive.DOUBLE, bounds.formatted(",\"nanCount\":{\"c\":0}")).column(0))
        .isEqualTo(new ColumnStatistics(1.5, 2.5, -1));
  }

  @Test
  void wideBoundsLeaveOfNullCountsOnlyNoneAndAll() {
    String json =
        "{\"numRecords\":9,\"tightBounds\":false,\"nullCount\":{\"c\":%d},\"minValues\":{\"c\":1},\"maxValues\":{\"c\":2}}";
    assertThat(parse(Primitive.LONG, json.formatted(0)).column(0))
        .isEqualTo(new ColumnStatistics(1L, 2L, 0));
    assertThat(parse(Primitive.LONG, json.formatted(4)).column(0))
        .isEqualTo(new ColumnStatistics(1L, 2L, -1));
    assertThat(parse(Primitive.LONG, json.formatted(9)).column(0))
        .as("where all is null, bounds mean nothing")
        .isEqualTo(new ColumnStatistics(null, null, 9));
    assertThat(parse(Primitive.LONG, json.formatted(0)).tightBounds()).isFalse();
  }

  @Test
  void fieldsWithinStructsHaveStatisticsOfTheirOwn() {
    StructType inner =
        StructType.of(StructField.of("x", Primitive.LONG), StructField.of("y", Primitive.STRING));
    StructType schema =
        StructType.of(
            StructField.of("other", Primitive.LONG),
            StructField.of("s", StructType.of(StructField.of("t", inner))));
    String json =
        "{\"numRecords\":3,\"minValues\":{\"other\":1,\"s\":{\"t\":{\"x\":5,\"y\":7},\"u\":1}},"
            + "\"maxValues\":{\"s\":{\"t\":9}},\"nullCount\":{\"s\":{\"t\":{\"x\":2,\"y\":3}}}}";
    FileStatistics statistics =
        FileStatistics.parse(json, FileStatistics.Columns.of(schema, ColumnMappingMode.NONE, 1));
    assertThat(statistics.field(1, List.of(0, 0))).isEqualTo(new ColumnStatistics(5L, null, 2));
    assertThat(statistics.field(1, List.of(0, 1))).isEqualTo(new ColumnStatistics(null, null, 3));
    assertThat(statistics.field(1, List.of(0))).isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(statistics.column(1)).isEqualTo(ColumnStatistics.UNKNOWN);
    assertThat(statistics.column(0)).as("not asked for").isEqualTo(ColumnStatistics.UNKNOWN);
  }
}
