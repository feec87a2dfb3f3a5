package io.moraine.compaction.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HilbertCurveTest {
  @ParameterizedTest(name = "{0} dimensions of {1} bits")
  @CsvSource({"1, 5", "2, 1", "2, 2", "2, 5", "3, 1", "3, 3", "4, 2", "5, 2"})
  void everyCellIsVisitedOnceAndTheNextIsANeighbour(int dimensions, int bits) {
    HilbertCurve curve = new HilbertCurve(dimensions, bits);
    int cells = 1 << (dimensions * bits);
    int[][] visited = new int[cells][];
    for (int number = 0; number < cells; number++) {
      int[] cell = new int[dimensions];
      for (int d = 0; d < dimensions; d++) {
        cell[d] = number >> (d * bits) & ((1 << bits) - 1);
      }
      long index = curve.index(cell.clone());
      assertThat(index).isBetween(0L, cells - 1L);
      assertThat(visited[(int) index]).isNull();
      visited[(int) index] = cell;
    }
    for (int i = 1; i < cells; i++) {
      int distance = 0;
      for (int d = 0; d < dimensions; d++) {
        distance += Math.abs(visited[i][d] - visited[i - 1][d]);
      }
      assertThat(distance).as("between places %d and %d", i - 1, i).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0} dimensions of {1} bits")
  @CsvSource({"0, 1", "1, 0", "2, 32", "9, 7", "63, 1"})
  void curvesWithoutAnIndexAreRefused(int dimensions, int bits) {
    assertThatThrownBy(() -> new HilbertCurve(dimensions, bits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A curve cannot have %d dimensions of %d bits", dimensions, bits);
  }
}
