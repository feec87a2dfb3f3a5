package io.moraine.engine.exec.context;

import io.moraine.core.env.Environment;
import io.moraine.core.function.EvaluationContext;
import io.moraine.engine.exec.memory.MemoryBudget;
import io.moraine.engine.exec.spill.SpillFile;
import java.util.Objects;

/**
 * What the execution of one plan is given.
 *
 * @param environment threads, and how many tasks to hand to them
 * @param evaluation what expressions may know
 * @param memory what operators may hold
 * @param cancellation how to stop it
 * @param metrics where operators count what they do
 * @param spill where operators put what the memory does not hold; closed with the execution
 */
public record ExecutionContext(
    Environment environment,
    EvaluationContext evaluation,
    MemoryBudget memory,
    CancellationToken cancellation,
    ExecutionMetrics metrics,
    SpillFile spill) {
  public ExecutionContext {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(evaluation, "evaluation");
    Objects.requireNonNull(memory, "memory");
    Objects.requireNonNull(cancellation, "cancellation");
    Objects.requireNonNull(metrics, "metrics");
    Objects.requireNonNull(spill, "spill");
  }

  /** A context of its own for one execution, under {@code memory}. */
  public static ExecutionContext of(
      Environment environment, EvaluationContext evaluation, MemoryBudget memory) {
    return new ExecutionContext(
        environment,
        evaluation,
        memory,
        new CancellationToken(),
        new ExecutionMetrics(),
        new SpillFile());
  }
}
