package io.moraine.compaction.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DictionaryVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CurveKeysTest {
  private static ColumnVector vector(DataType type, List<?> values) {
    VectorBuilder builder = VectorBuilder.of(type, values.size());
    values.forEach(builder::append);
    return builder.build();
  }

  private static int[] ranks(ColumnVector sample, ColumnVector values, int bits) {
    int[] ranks = new int[values.size()];
    ColumnRanks.of(sample, bits).rank(values, ranks);
    return ranks;
  }

  static Stream<Arguments> valuesInOrder() {
    return Stream.of(
        Arguments.of(Primitive.LONG, Arrays.asList(null, Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE)),
        Arguments.of(Primitive.INTEGER, Arrays.asList(null, Integer.MIN_VALUE, 0, 7)),
        Arguments.of(Primitive.DATE, Arrays.asList(null, -1, 0, 20_000)),
        Arguments.of(
            Primitive.DOUBLE,
            Arrays.asList(
                null,
                Double.NEGATIVE_INFINITY,
                -1.5,
                0.0,
                Double.MIN_VALUE,
                Double.POSITIVE_INFINITY,
                Double.NaN)),
        Arguments.of(Primitive.FLOAT, Arrays.asList(null, -2f, -1f, 0f, 1f, Float.NaN)),
        Arguments.of(
            Primitive.STRING,
            Arrays.asList(null, "", "a", "aa", "b", "\u00e9", "\uffee", "\ud83d\ude00")),
        Arguments.of(Primitive.BOOLEAN, Arrays.asList(null, false, true)),
        Arguments.of(
            new DataType.Decimal(9, 2),
            Arrays.asList(null, new BigDecimal("-1.00"), new BigDecimal("0.50"))),
        Arguments.of(
            new DataType.Decimal(38, 1),
            Arrays.asList(
                null,
                new BigDecimal("-99999999999999999999.0"),
                new BigDecimal("0.5"),
                new BigDecimal("99999999999999999999.0"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valuesInOrder")
  void ranksAscendWithValuesFromNull(DataType type, List<?> values) {
    ColumnVector vector = vector(type, values);
    int[] ranks = ranks(vector, vector, 8);
    assertThat(ranks[0]).isZero();
    for (int i = 1; i < ranks.length; i++) {
      assertThat(ranks[i]).as("rank of %s", values.get(i)).isGreaterThan(ranks[i - 1]);
    }
    assertThat(ranks[ranks.length - 1]).isLessThan(256);
  }

  @Test
  void minusZeroIsZero() {
    ColumnVector sample = vector(Primitive.DOUBLE, List.of(-1.0, 0.0, 1.0));
    int[] ranks = ranks(sample, vector(Primitive.DOUBLE, List.of(-0.0, 0.0)), 4);
    assertThat(ranks[0]).isEqualTo(ranks[1]);
  }

  @Test
  void valuesBeyondTheSampleHaveTheRanksOfItsEnds() {
    ColumnVector sample = vector(Primitive.LONG, List.of(10L, 20L, 30L, 40L));
    assertThat(ranks(sample, vector(Primitive.LONG, List.of(-5L, 9L, 10L, 25L, 99L)), 4))
        .containsExactly(1, 1, 1, 4, 12);
  }

  @Test
  void fewValuesAreSpreadOverAllRanksByHowOftenTheyAre() {
    List<Long> skewed = new ArrayList<>(Collections.nCopies(75, 5L));
    skewed.addAll(Collections.nCopies(25, 6L));
    ColumnVector sample = vector(Primitive.LONG, skewed);
    assertThat(ranks(sample, vector(Primitive.LONG, List.of(5L, 6L)), 8)).containsExactly(1, 192);
  }

  @Test
  void aSkewedColumnFillsItsRanksEvenly() {
    List<Long> squares = IntStream.range(0, 1 << 10).mapToObj(i -> (long) i * i * i).toList();
    ColumnVector sample = vector(Primitive.LONG, squares);
    int[] ranks = ranks(sample, sample, 4);
    int[] counts = new int[16];
    for (int rank : ranks) {
      counts[rank]++;
    }
    // Rank 0 is for null: what would have it shares the next.
    assertThat(counts).startsWith(0, 128, 64, 64).endsWith(64, 64);
  }

  @Test
  void codesOfADictionaryAreRankedAsTheirValues() {
    ColumnVector dictionary = vector(Primitive.STRING, List.of("b", "a", "c"));
    ColumnVector coded =
        new DictionaryVector(4, new int[] {2, 1, 0, 0}, dictionary, new byte[] {1, 1, 1, 0});
    assertThat(ranks(coded, coded, 4)).isEqualTo(ranks(coded.flat(), coded.flat(), 4));
    assertThat(ranks(coded, coded, 4)[3]).isZero();
  }

  @Test
  void anEmptySampleRanksEveryValueAlike() {
    ColumnVector none = vector(Primitive.LONG, List.of());
    assertThat(ranks(none, vector(Primitive.LONG, Arrays.asList(1L, null, -1L)), 4))
        .containsExactly(1, 0, 1);
  }

  @Test
  void neighboursInBothColumnsHaveKeysNearEachOther() {
    int side = 64;
    List<Long> x = new ArrayList<>();
    List<Long> y = new ArrayList<>();
    for (long i = 0; i < (long) side * side; i++) {
      x.add(i % side);
      y.add(i / side);
    }
    List<ColumnVector> columns = List.of(vector(Primitive.LONG, x), vector(Primitive.LONG, y));
    LongVector keys = (LongVector) CurveKeys.of(columns).keys(columns, side * side);
    Integer[] order = IntStream.range(0, side * side).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Long.compare(keys.values()[a], keys.values()[b]));
    // A sixteenth of the rows lies in a square of a quarter of each column's values.
    for (int part = 0; part < 16; part++) {
      List<Integer> rows = Arrays.asList(order).subList(part * 256, (part + 1) * 256);
      assertThat(rows.stream().mapToLong(x::get).distinct().count()).isBetween(15L, 18L);
      assertThat(rows.stream().mapToLong(y::get).distinct().count()).isBetween(15L, 18L);
    }
  }

  @Test
  void tooManyColumnsAreRefused() {
    ColumnVector none = vector(Primitive.LONG, List.of());
    assertThat(CurveKeys.of(Collections.nCopies(15, none))).isNotNull();
    assertThatThrownBy(() -> CurveKeys.of(Collections.nCopies(16, none)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("Rows cannot be clustered by more than 15 columns, got 16");
  }
}
