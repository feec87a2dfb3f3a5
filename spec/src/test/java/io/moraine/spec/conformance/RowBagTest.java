package io.moraine.spec.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBagTest {
  private static RowBag bag(int from, int to, int step) {
    RowBag bag = new RowBag();
    for (int i = from; i != to; i += step) {
      bag.add("row " + i);
    }
    return bag;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 2000, 2001, 5000})
  void bagsAreTheSameInAnyOrderAndDifferByARow(int rows) {
    RowBag bag = bag(0, rows, 1);
    assertThatCode(() -> bag.assertSameAs(bag(rows - 1, -1, -1), "it")).doesNotThrowAnyException();
    RowBag other = bag(0, rows - 1, 1);
    other.add("row 0");
    assertThatThrownBy(() -> bag.assertSameAs(other, "it")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> bag.assertSameAs(bag(1, rows, 1), "it"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("rows of it");
  }
}
