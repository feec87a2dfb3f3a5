package io.moraine.core.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluatorPropertyTest {
  private static final int CASES = 3000;

  @Test
  void agreesWithTheReferenceOnRandomExpressionsAndBatches() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      ColumnBatch batch = RandomBatches.batch(random, random.nextInt(40));
      RandomExpressions expressions = new RandomExpressions(random, RandomBatches.SCHEMA);
      Expression expression =
          expressions.value(
              RandomBatches.SCHEMA.field(random.nextInt(RandomBatches.SCHEMA.size())).type(), 4);
      check(seed, expression, batch);
    }
  }

  @Test
  void selectsTheRowsWhereTheReferenceIsTrue() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed + 1_000_000);
      ColumnBatch batch = RandomBatches.batch(random, random.nextInt(40));
      Expression predicate =
          new RandomExpressions(random, RandomBatches.SCHEMA).predicate(1 + random.nextInt(4));
      List<Integer> expected = new ArrayList<>();
      boolean fails = false;
      try {
        for (int row = 0; row < batch.rowCount(); row++) {
          if (Boolean.TRUE.equals(ReferenceInterpreter.evaluate(predicate, batch, row))) {
            expected.add(row);
          }
        }
      } catch (InvalidInputException e) {
        fails = true;
      }
      int[] selection = new int[batch.rowCount()];
      try {
        Filter filter = Filter.compile(predicate, EvaluationContext.UTC);
        int count = filter.select(batch, selection);
        if (!fails) {
          assertThat(java.util.Arrays.copyOf(selection, count))
              .as("seed %d: %s", seed, predicate)
              .containsExactly(expected.stream().mapToInt(i -> i).toArray());
        }
      } catch (InvalidInputException e) {
        if (!fails) {
          fail("seed %d: %s raised %s", seed, predicate, e.getMessage());
        }
      }
    }
  }

  @Test
  void foldsConstantsWithoutChangingAnyResultThatThereIs() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed + 2_000_000);
      ColumnBatch batch = RandomBatches.batch(random, 3);
      Expression expression = new RandomExpressions(random, RandomBatches.SCHEMA).predicate(3);
      Expression folded = ConstantFolder.fold(expression, EvaluationContext.UTC);
      assertThat(folded.type()).isEqualTo(expression.type());
      assertThat(ConstantFolder.fold(folded, EvaluationContext.UTC)).isEqualTo(folded);
      check(seed, folded, expression, batch);
    }
  }

  private static void check(int seed, Expression expression, ColumnBatch batch) {
    check(seed, expression, expression, batch);
  }

  private static void check(
      int seed, Expression computed, Expression reference, ColumnBatch batch) {
    List<Object> expected = new ArrayList<>();
    boolean fails = false;
    try {
      for (int row = 0; row < batch.rowCount(); row++) {
        expected.add(ReferenceInterpreter.evaluate(reference, batch, row));
      }
    } catch (InvalidInputException e) {
      fails = true;
    }
    try {
      Evaluator evaluator = Evaluator.compile(computed, EvaluationContext.UTC);
      ColumnVector result = evaluator.evaluate(batch);
      // Again, and on the second half: what is remembered of a dictionary must not matter.
      ColumnVector again = evaluator.evaluate(batch);
      if (fails) {
        // Folding may take away a part that fails and decides nothing.
        assertThat(computed).as("seed %d should have failed", seed).isNotEqualTo(reference);
        return;
      }
      assertThat(result.type()).as("seed %d: %s", seed, computed).isEqualTo(computed.type());
      assertThat(values(result)).as("seed %d: %s", seed, computed).isEqualTo(expected);
      assertThat(values(again)).as("seed %d: %s", seed, computed).isEqualTo(expected);
      assertThat(values(result.flat())).as("seed %d flat: %s", seed, computed).isEqualTo(expected);
      int half = batch.rowCount() / 2;
      assertThat(values(evaluator.evaluate(batch.slice(half, batch.rowCount()))))
          .as("seed %d sliced: %s", seed, computed)
          .isEqualTo(expected.subList(half, expected.size()));
    } catch (InvalidInputException e) {
      if (!fails) {
        fail("seed %d: %s raised %s".formatted(seed, computed, e.getMessage()), e);
      }
    }
  }

  private static List<Object> values(ColumnVector vector) {
    List<Object> values = new ArrayList<>();
    for (int row = 0; row < vector.size(); row++) {
      values.add(vector.value(row));
    }
    return values;
  }
}
