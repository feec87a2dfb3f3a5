package io.moraine.log.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DistinctValuesTest {
  static Stream<Arguments> columns() {
    Stream.Builder<Arguments> columns = Stream.builder();
    // 64 slots are crowded by the 33rd value.
    for (int distinct : new int[] {1, 2, 31, 32, 33, 1_000}) {
      columns.add(
          Arguments.of(
              Primitive.STRING, distinct, (IntFunction<Object>) i -> "v".repeat(i % 5) + i));
      columns.add(Arguments.of(Primitive.INTEGER, distinct, (IntFunction<Object>) i -> i << 20));
      columns.add(
          Arguments.of(Primitive.LONG, distinct, (IntFunction<Object>) i -> (long) i << 40));
      columns.add(Arguments.of(Primitive.DOUBLE, distinct, (IntFunction<Object>) i -> i / 3.0));
      columns.add(
          Arguments.of(
              new DataType.Decimal(38, 2),
              distinct,
              (IntFunction<Object>) i -> BigDecimal.valueOf(i, 2)));
    }
    return columns.build();
  }

  @ParameterizedTest(name = "{1} of {0}")
  @MethodSource("columns")
  void eachRowHasTheCodeOfARowWithItsValue(
      DataType type, int distinct, IntFunction<Object> valueOf) {
    Random random = new Random(distinct);
    VectorBuilder builder = VectorBuilder.of(type, 5_000);
    for (int row = 0; row < 5_000; row++) {
      int pick = random.nextInt(distinct + 1);
      builder.append(pick == distinct ? null : valueOf.apply(pick));
    }
    ColumnVector column = builder.build();
    DistinctValues values = DistinctValues.of(column);
    assertThat(values.count())
        .isEqualTo((int) IntStream.range(0, 5_000).mapToObj(column::value).distinct().count());
    for (int row = 0; row < 5_000; row++) {
      int first = values.firstRow(values.codes()[row]);
      assertThat(first).isLessThanOrEqualTo(row);
      assertThat(Objects.equals(column.value(first), column.value(row))).isTrue();
    }
  }
}
