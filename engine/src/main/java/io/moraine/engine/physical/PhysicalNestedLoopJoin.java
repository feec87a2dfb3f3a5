package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.Objects;

/**
 * Joins by trying every pair of rows; the build side is read first and held in memory.
 *
 * <p>For MARK, a condition that is null for a pair counts as unknown: the mark is null if no pair
 * is true and one is null.
 *
 * @param kind which rows it gives
 * @param probe the side that streams
 * @param build the side that is held
 * @param condition over the probe side's columns followed by the build side's; TRUE for a cross
 *     join
 */
public record PhysicalNestedLoopJoin(
    JoinKind kind, PhysicalPlan probe, PhysicalPlan build, Expression condition)
    implements PhysicalPlan {
  public PhysicalNestedLoopJoin {
    Objects.requireNonNull(kind, "kind");
    PlanText.requireBoolean(condition);
  }

  @Override
  public StructType output() {
    return JoinOutput.of(kind, probe.output(), build.output());
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(probe, build);
  }

  @Override
  public String describe() {
    return "NestedLoopJoin %s on %s".formatted(kind, condition);
  }
}
