package io.moraine.log.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.stats.IndexedColumns;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsJsonTest {
  private static String json(DataType type, Object min, Object max) {
    return StatisticsJson.json(
        3, Map.of(List.of("c"), type), Map.of(List.of("c"), new ColumnStatistics(min, max, 1)));
  }

  static Stream<Arguments> bounds() {
    DataType decimal = new DataType.Decimal(20, 3);
    return Stream.of(
        Arguments.of(Primitive.BYTE, -128, 127, "-128", "127"),
        Arguments.of(
            Primitive.LONG,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            "-9223372036854775808",
            "9223372036854775807"),
        Arguments.of(Primitive.FLOAT, 0.1f, 3.4028235e38f, "0.1", "3.4028235E38"),
        Arguments.of(Primitive.DOUBLE, -0.0, 0.1, "-0.0", "0.1"),
        Arguments.of(
            decimal,
            new BigDecimal("-12345678901234567.890"),
            new BigDecimal("1.200"),
            "-12345678901234567.890",
            "1.200"),
        Arguments.of(Primitive.DATE, -719162, 19000, "\"0001-01-01\"", "\"2022-01-08\""),
        Arguments.of(
            Primitive.TIMESTAMP,
            -1L,
            1_600_000_000_123_999L,
            "\"1969-12-31T23:59:59.999Z\"",
            "\"2020-09-13T12:26:40.123Z\""),
        Arguments.of(
            Primitive.TIMESTAMP_NTZ,
            0L,
            1_600_000_000_000_000L,
            "\"1970-01-01T00:00:00.000\"",
            "\"2020-09-13T12:26:40.000\""),
        Arguments.of(Primitive.STRING, "", "z\"", "\"\"", "\"z\\\"\""));
  }

  @ParameterizedTest
  @MethodSource("bounds")
  void writesBoundsAsSparkReadsThem(
      DataType type, Object min, Object max, String minText, String maxText) {
    assertThat(json(type, min, max))
        .startsWith(
            "{\"numRecords\":3,\"minValues\":{\"c\":%s},\"maxValues\":{\"c\":%s},\"nullCount\":{\"c\":1}"
                .formatted(minText, maxText));
  }

  static Stream<Arguments> formless() {
    return Stream.of(
        Arguments.of(Primitive.BOOLEAN, false, true),
        Arguments.of(Primitive.BINARY, new byte[0], new byte[] {1}),
        Arguments.of(new DataType.Array(Primitive.LONG, true), null, null),
        Arguments.of(Primitive.DOUBLE, Double.NEGATIVE_INFINITY, Double.NaN),
        Arguments.of(Primitive.FLOAT, Float.NEGATIVE_INFINITY, Float.NaN));
  }

  @ParameterizedTest
  @MethodSource("formless")
  void leavesOutBoundsWithoutAForm(DataType type, Object min, Object max) {
    assertThat(json(type, min, max))
        .isEqualTo("{\"numRecords\":3,\"minValues\":{},\"maxValues\":{},\"nullCount\":{\"c\":1}}");
  }

  @Test
  void anInfiniteMaximumIsNoNan() {
    assertThat(json(Primitive.DOUBLE, 1.0, Double.POSITIVE_INFINITY))
        .isEqualTo(
            "{\"numRecords\":3,\"minValues\":{\"c\":1.0},\"maxValues\":{},\"nullCount\":{\"c\":1},\"nanCount\":{\"c\":0}}");
  }

  static Stream<Arguments> strings() {
    String a31 = "a".repeat(31);
    String a32 = "a".repeat(32);
    String max = "\udbff\udfff";
    return Stream.of(
        Arguments.of(a32, a32, a32),
        Arguments.of(a32 + "b", a32, a32 + "\u007f"),
        // A pair is not parted.
        Arguments.of(a31 + "😀b", a31, a31 + max),
        Arguments.of(a32 + "é", a32, a32 + max),
        Arguments.of(a32 + "\u007fb", a32, a32 + max),
        // No character is above the last one: the prefix grows past it.
        Arguments.of(a32 + max + "b", a32, a32 + max + "\u007f"),
        Arguments.of(a32 + max.repeat(40), a32, null));
  }

  @ParameterizedTest
  @MethodSource("strings")
  void cutsStringsToBounds(String value, String lower, String upper) {
    assertThat(StringBounds.lower(value)).isEqualTo(lower);
    assertThat(StringBounds.upper(value)).isEqualTo(upper);
    if (upper != null) {
      assertThat(
              java.util.Arrays.compareUnsigned(
                  upper.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                  value.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isNotNegative();
    }
  }

  private static final StructType NESTED =
      StructType.of(
          StructField.of("a", Primitive.LONG),
          StructField.of(
              "s",
              StructType.of(
                  StructField.of("x.y", Primitive.LONG), StructField.of("z", Primitive.VOID))),
          StructField.of("b", new DataType.Array(Primitive.LONG, true)),
          StructField.of("c", Primitive.LONG));

  @Test
  void mirrorsStructs() {
    assertThat(
            StatisticsJson.json(
                2,
                IndexedColumns.first(NESTED, 32),
                Map.of(
                    List.of("a"), new ColumnStatistics(1L, 2L, 0),
                    List.of("s", "x.y"), new ColumnStatistics(3L, 4L, 1))))
        .isEqualTo(
            "{\"numRecords\":2,\"minValues\":{\"a\":1,\"s\":{\"x.y\":3}},\"maxValues\":{\"a\":2,\"s\":{\"x.y\":4}},\"nullCount\":{\"a\":0,\"s\":{\"x.y\":1}}}");
  }

  @Test
  void choosesTheFirstLeavesOrTheNamedOnes() {
    assertThat(IndexedColumns.first(NESTED, 2).keySet())
        .containsExactly(List.of("a"), List.of("s", "x.y"));
    assertThat(IndexedColumns.first(NESTED, -1)).hasSize(4);
    assertThat(IndexedColumns.first(NESTED, 0)).isEmpty();
    assertThat(IndexedColumns.named(NESTED, "c, S.`x.y`, none").keySet())
        .containsExactly(List.of("s", "x.y"), List.of("c"));
    assertThat(IndexedColumns.named(NESTED, "s").keySet()).containsExactly(List.of("s", "x.y"));
    assertThatThrownBy(() -> IndexedColumns.named(NESTED, "a,`b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Table property delta.dataSkippingStatsColumns must list column names, but is 'a,`b'");
  }
}
