package io.moraine.engine.exec.operator;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructType;
import java.util.Arrays;
import java.util.List;

/** Several expressions, computed together; equal ones only once. Safe for several threads. */
public final class Projection {
  private final Evaluator[] evaluators;

  /** Which evaluator gives each column. */
  private final int[] columns;

  /** A projection of {@code expressions}. */
  public Projection(List<Expression> expressions, EvaluationContext context) {
    List<Expression> distinct = expressions.stream().distinct().toList();
    evaluators = new Evaluator[distinct.size()];
    Arrays.setAll(evaluators, i -> Evaluator.compile(distinct.get(i), context));
    columns = new int[expressions.size()];
    Arrays.setAll(columns, i -> distinct.indexOf(expressions.get(i)));
  }

  int size() {
    return columns.length;
  }

  /** The results of the distinct expressions, for {@link #spread}. */
  ColumnVector[] evaluateDistinct(ColumnBatch batch) {
    ColumnVector[] distinct = new ColumnVector[evaluators.length];
    for (int i = 0; i < distinct.length; i++) {
      distinct[i] = evaluators[i].evaluate(batch);
    }
    return distinct;
  }

  /** The results of all expressions over {@code batch}. */
  public ColumnVector[] evaluate(ColumnBatch batch) {
    return spread(evaluateDistinct(batch));
  }

  /** The results of all expressions. */
  ColumnVector[] spread(ColumnVector[] distinct) {
    ColumnVector[] results = new ColumnVector[columns.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = distinct[columns[i]];
    }
    return results;
  }

  ColumnBatch project(ColumnBatch batch, StructType schema) {
    return new ColumnBatch(schema, batch.rowCount(), Arrays.asList(evaluate(batch)));
  }
}
