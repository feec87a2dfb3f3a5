package io.moraine.core.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.ConstantFolder;
import io.moraine.core.eval.Filter;
import io.moraine.core.eval.RandomBatches;
import io.moraine.core.eval.RandomExpressions;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrunerPropertyTest {
  @Test
  void neverContradictsTheDataWhateverIsKnownOfIt() {
    Map<Outcome, Integer> seen = new EnumMap<>(Outcome.class);
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      ColumnBatch batch = RandomBatches.batch(random, random.nextInt(4));
      Expression predicate =
          ConstantFolder.fold(
              new RandomExpressions(random, RandomBatches.SCHEMA).predicate(random.nextInt(4)));
      Known source = new Known(batch, random);
      Outcome outcome = Pruner.compile(predicate, batch.schema()).decide(source);
      int matches;
      try {
        matches =
            Filter.compile(predicate, EvaluationContext.UTC)
                .select(batch, new int[batch.rowCount()]);
      } catch (InvalidInputException e) {
        // A predicate that fails for a row says nothing about that row.
        continue;
      }
      seen.merge(outcome, 1, Integer::sum);
      if (outcome == Outcome.NONE) {
        assertThat(matches).as("seed %d: NONE for %s", seed, predicate).isZero();
      } else if (outcome == Outcome.ALL) {
        assertThat(matches).as("seed %d: ALL for %s", seed, predicate).isEqualTo(batch.rowCount());
      }
    }
    assertThat(seen.get(Outcome.NONE)).as("%s", seen).isGreaterThan(1000);
    assertThat(seen.get(Outcome.ALL)).as("%s", seen).isGreaterThan(500);
  }

  /** True statistics of a batch, some of them withheld or looser than need be. */
  private static final class Known implements StatisticsSource {
    private final long rowCount;
    private final List<ColumnStatistics> columns = new ArrayList<>();

    Known(ColumnBatch batch, Random random) {
      this.rowCount = random.nextInt(10) == 0 ? -1 : batch.rowCount();
      for (ColumnVector column : batch.columns()) {
        columns.add(statistics(column, random));
      }
    }

    private static ColumnStatistics statistics(ColumnVector column, Random random) {
      Object min = null;
      Object max = null;
      long nulls = 0;
      for (int row = 0; row < column.size(); row++) {
        Object value = column.value(row);
        if (value == null) {
          nulls++;
        } else {
          min = min == null || ValueOrder.compare(value, min) < 0 ? value : min;
          max = max == null || ValueOrder.compare(value, max) > 0 ? value : max;
        }
      }
      if (random.nextInt(4) == 0) {
        Object wider = RandomBatches.value(random, column.type());
        min = min != null && ValueOrder.compare(wider, min) < 0 ? wider : min;
        max = max != null && ValueOrder.compare(wider, max) > 0 ? wider : max;
      }
      return new ColumnStatistics(
          random.nextInt(8) == 0 ? null : min,
          random.nextInt(8) == 0 ? null : max,
          random.nextInt(8) == 0 ? -1 : nulls);
    }

    @Override
    public long rowCount() {
      return rowCount;
    }

    @Override
    public ColumnStatistics column(int ordinal) {
      return columns.get(ordinal);
    }
  }
}
