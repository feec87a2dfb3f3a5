package io.moraine.engine.exec.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.DoubleVector;
import io.moraine.core.type.DataType;
import io.moraine.engine.physical.AggregateFunction;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarianceTest {
  private static Variance of(double value, int rows) {
    double[] values = new double[rows];
    Arrays.fill(values, value);
    Variance variance = new Variance(AggregateFunction.VAR_POP);
    variance.resize(1);
    variance.update(
        new int[rows],
        rows,
        new ColumnVector[] {new DoubleVector(DataType.Primitive.DOUBLE, rows, values, null)});
    return variance;
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3.79, 0.1, 1e300, 4.9e-324, 123456.789})
  void equalValuesHaveNoVarianceHoweverThreadsShareThem(double value) {
    for (int first = 0; first < 12; first++) {
      for (int second = 0; second < 12; second++) {
        for (int third = 1; third < 12; third++) {
          Variance merged = new Variance(AggregateFunction.VAR_POP);
          merged.resize(1);
          for (int rows : new int[] {first, second, third}) {
            merged.merge(of(value, rows), new int[1], new int[1], 1);
          }
          assertThat(((DoubleVector) merged.result(0, 1)).values())
              .as("%d + %d + %d times %s", first, second, third, value)
              .containsExactly(0.0);
        }
      }
    }
  }
}
