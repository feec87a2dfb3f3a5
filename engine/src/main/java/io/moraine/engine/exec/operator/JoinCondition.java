package io.moraine.engine.exec.operator;

import io.moraine.core.batch.BooleanVector;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A condition on pairs of rows. Safe for several threads. */
final class JoinCondition {
  private final StructType pairSchema;
  private final boolean always;
  private final BitSet references;
  private final Filter filter;
  private final Evaluator evaluator;

  JoinCondition(
      Expression condition, StructType probe, StructType build, EvaluationContext context) {
    List<StructField> fields = new ArrayList<>(probe.fields());
    fields.addAll(build.fields());
    this.pairSchema = StructType.ofResult(fields);
    this.always = condition.equals(Literal.TRUE);
    this.references = Columns.of(List.of(condition));
    this.filter = Filter.compile(condition, context);
    this.evaluator = Evaluator.compile(condition, context);
  }

  /** Whether every pair satisfies it. */
  boolean isAlways() {
    return always;
  }

  /** Writes the numbers of the pairs that satisfy it to {@code selection}; returns how many. */
  int select(
      ColumnBatch probe,
      int[] probeRows,
      ColumnBatch build,
      int[] buildRows,
      int count,
      int[] selection) {
    return filter.select(
        Gather.pairs(pairSchema, probe, probeRows, build, buildRows, count, references), selection);
  }

  /** For each pair 1 if it satisfies the condition, 0 if not, −1 if that is unknown. */
  byte[] threeValued(
      ColumnBatch probe, int[] probeRows, ColumnBatch build, int[] buildRows, int count) {
    ColumnVector results =
        evaluator
            .evaluate(
                Gather.pairs(pairSchema, probe, probeRows, build, buildRows, count, references))
            .flat();
    byte[] values = new byte[count];
    for (int i = 0; i < count; i++) {
      values[i] = results.isNull(i) ? -1 : ((BooleanVector) results).values()[i];
    }
    return values;
  }
}
