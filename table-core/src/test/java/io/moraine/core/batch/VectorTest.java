package io.moraine.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VectorTest {
  static Stream<Arguments> values() {
    DataType wide = new DataType.Decimal(38, 2);
    StructType struct =
        StructType.of(
            StructField.of("a", Primitive.INTEGER), StructField.of("b", Primitive.STRING));
    return Stream.of(
        Arguments.of(Primitive.BOOLEAN, Arrays.asList(true, null, false)),
        Arguments.of(Primitive.DATE, Arrays.asList(Integer.MIN_VALUE, null, Integer.MAX_VALUE)),
        Arguments.of(Primitive.LONG, Arrays.asList(Long.MIN_VALUE, null, Long.MAX_VALUE)),
        Arguments.of(Primitive.FLOAT, Arrays.asList(Float.NaN, null, -0.0f)),
        Arguments.of(Primitive.DOUBLE, Arrays.asList(Double.MIN_VALUE, null, -1e308)),
        Arguments.of(Primitive.STRING, Arrays.asList("", null, "Zürich \uD83C\uDFD4")),
        Arguments.of(
            new DataType.Decimal(18, 2),
            Arrays.asList(new BigDecimal("9999999999999999.99"), null, new BigDecimal("-0.01"))),
        Arguments.of(
            wide,
            Arrays.asList(
                new BigDecimal("999999999999999999999999999999999999.99"),
                null,
                new BigDecimal("-999999999999999999999999999999999999.99"),
                new BigDecimal("-184467440737095516.16"))),
        Arguments.of(struct, Arrays.asList(Arrays.asList(1, null), null, Arrays.asList(null, "x"))),
        Arguments.of(
            new DataType.Array(struct, true),
            Arrays.asList(List.of(), null, Arrays.asList(null, Arrays.asList(2, "y")))),
        Arguments.of(
            new DataType.MapOf(Primitive.STRING, new DataType.Array(Primitive.LONG, true), true),
            Arrays.asList(Map.of(), null, Map.of("k", List.of(1L, 2L)))),
        Arguments.of(Primitive.VOID, Arrays.asList(null, null, null)));
  }

  private static List<Object> rows(ColumnVector vector) {
    List<Object> rows = new ArrayList<>();
    for (int row = 0; row < vector.size(); row++) {
      rows.add(vector.value(row));
    }
    return rows;
  }

  private static ColumnVector vector(DataType type, List<?> values) {
    VectorBuilder builder = VectorBuilder.of(type, 0);
    values.forEach(builder::append);
    return builder.build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void valuesComeBackAsTheyWentIn(DataType type, List<?> values) {
    assertThat(rows(vector(type, values))).isEqualTo(values);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void selectionRepeatsAndReordersRows(DataType type, List<?> values) {
    ColumnVector selected = vector(type, values).select(new int[] {2, 1, 0, 0, 2}, 4);
    assertThat(rows(selected))
        .isEqualTo(Arrays.asList(values.get(2), values.get(1), values.get(0), values.get(0)));
    assertThat(rows(vector(type, values).slice(1, 3))).isEqualTo(values.subList(1, 3));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void concatenationIsTheRowsInOrderWhateverTheForm(DataType type, List<?> values) {
    ColumnVector plain = vector(type, values);
    List<ColumnVector> parts = new ArrayList<>(List.of(plain, plain.slice(1, 2), plain));
    List<Object> expected = new ArrayList<>(values);
    expected.addAll(values.subList(1, 2));
    expected.addAll(values);
    if (values.get(2) != null) {
      ColumnVector dictionary = vector(type, List.of(values.get(2)));
      parts.add(new DictionaryVector(2, new int[2], dictionary, new byte[] {1, 0}));
      expected.add(values.get(2));
      expected.add(null);
    }
    assertThat(rows(Vectors.concat(type, parts))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void aConstantIsItsValueInEveryRow(DataType type, List<?> values) {
    for (Object value : values) {
      ColumnVector constant = Vectors.constant(type, value, 3);
      List<Object> expected = new ArrayList<>();
      IntStream.range(0, 3).forEach(i -> expected.add(value));
      assertThat(rows(constant)).isEqualTo(expected);
      assertThat(rows(constant.flat())).isEqualTo(expected);
    }
  }
}
