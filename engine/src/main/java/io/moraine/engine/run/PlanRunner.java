package io.moraine.engine.run;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.env.Environment;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructType;
import io.moraine.engine.exec.QueryExecution;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.lower.Lowering;
import io.moraine.engine.optimize.Optimizer;
import io.moraine.engine.physical.PhysicalPlan;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the plans of one statement.
 *
 * @param environment threads, clock and ids
 * @param evaluation the statement's time and zone
 * @param memory what its operators may hold together
 */
public record PlanRunner(
    Environment environment, EvaluationContext evaluation, MemoryBudget memory) {

  /**
   * A plan that is ready to run.
   *
   * @param optimized what it was lowered from
   * @param physical its operators
   * @param sources what it reads, in the order in which it was lowered
   * @param context it runs in; counts what its operators do
   */
  public record Prepared(
      LogicalPlan optimized,
      PhysicalPlan physical,
      List<ScanSource> sources,
      ExecutionContext context) {

    /** The plan's rows; closing the reader ends the execution. To be called once. */
    public BatchReader run() {
      return QueryExecution.run(physical, context);
    }
  }

  /** Makes {@code plan} ready. Sources choose their files now, and read them when it runs. */
  public Prepared prepare(LogicalPlan plan, ColumnIds ids) {
    LogicalPlan optimized = Optimizer.optimize(plan, ids, evaluation);
    List<ScanSource> sources = new ArrayList<>();
    Lowering lowering =
        new Lowering(
            this::values,
            source -> {
              sources.add(source);
              return source;
            });
    PhysicalPlan physical = lowering.lowerAll(optimized);
    return new Prepared(
        optimized,
        physical,
        List.copyOf(sources),
        ExecutionContext.of(environment, evaluation, memory));
  }

  /** Rows of expressions without columns, as one batch. */
  private List<ColumnBatch> values(StructType schema, List<List<Expression>> rows) {
    ColumnBatch nothing = new ColumnBatch(StructType.EMPTY, 1, List.of());
    List<ColumnVector> columns = new ArrayList<>();
    for (int column = 0; column < schema.size(); column++) {
      List<ColumnVector> cells = new ArrayList<>();
      for (List<Expression> row : rows) {
        cells.add(Evaluator.compile(row.get(column), evaluation).evaluate(nothing));
      }
      columns.add(Vectors.concat(schema.field(column).type(), cells));
    }
    return List.of(new ColumnBatch(schema, rows.size(), columns));
  }
}
