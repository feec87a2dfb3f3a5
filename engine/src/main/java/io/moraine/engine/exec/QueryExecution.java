package io.moraine.engine.exec;

import io.moraine.core.batch.BatchReader;
import io.moraine.engine.exec.context.ExecutionContext;
import io.moraine.engine.exec.pipeline.ResultReader;
import io.moraine.engine.physical.PhysicalPlan;

/** Runs plans. */
public final class QueryExecution {
  private QueryExecution() {}

  /**
   * The rows of {@code plan}, computed while they are read: nothing runs before the first batch is
   * asked for, and closing the reader stops what runs. Batches are not empty.
   *
   * <p>Under a sort, rows come in its order; else, with a parallelism of 1, in the order of the
   * sources. The reader throws what first went wrong, from {@code next}, and is closed then. Its
   * thread takes part in the work; other threads are the environment's.
   *
   * @throws io.moraine.core.error.InvalidInputException if an expression calls an unknown function
   */
  public static BatchReader run(PhysicalPlan plan, ExecutionContext context) {
    FlowBuilder builder = new FlowBuilder(context);
    return new ResultReader(context, plan.output(), () -> builder.flow(plan), builder::close);
  }
}
