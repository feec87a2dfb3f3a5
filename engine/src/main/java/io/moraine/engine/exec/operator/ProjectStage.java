package io.moraine.engine.exec.operator;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.pipeline.BatchSink;
import io.moraine.engine.exec.pipeline.Stage;
import java.util.List;

/** Computes new columns, once or several times for each batch. */
public final class ProjectStage implements Stage {
  private final List<Projection> projections;
  private final StructType schema;

  /** A stage that gives the rows of each of {@code projections}, in columns of {@code schema}. */
  public ProjectStage(
      List<List<Expression>> projections, StructType schema, EvaluationContext context) {
    this.projections = projections.stream().map(p -> new Projection(p, context)).toList();
    this.schema = schema;
  }

  @Override
  public BatchSink worker(BatchSink next) {
    return (batch, position) -> {
      boolean more = true;
      for (int i = 0; i < projections.size() && more; i++) {
        more = next.accept(projections.get(i).project(batch, schema), position);
      }
      return more;
    };
  }
}
