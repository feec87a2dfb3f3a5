package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructType;
import java.util.List;
import java.util.Objects;

/**
 * Joins by a hash table over the build side, which is read first and held in memory.
 *
 * @param kind which rows it gives
 * @param probe the side that streams; the left side of LEFT, SEMI, ANTI, MARK and SINGLE
 * @param build the side that is held
 * @param keys at least one
 * @param residual a further condition over the probe side's columns followed by the build side's;
 *     {@link Literal#TRUE} for none; null counts as false
 */
public record PhysicalHashJoin(
    JoinKind kind, PhysicalPlan probe, PhysicalPlan build, List<JoinKey> keys, Expression residual)
    implements PhysicalPlan {
  public PhysicalHashJoin {
    Objects.requireNonNull(kind, "kind");
    keys = List.copyOf(keys);
    PlanText.requireBoolean(residual);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("A hash join needs at least one key");
    }
    if (kind != JoinKind.MARK
        && kind != JoinKind.ANTI
        && keys.stream().anyMatch(key -> key.match() == KeyMatch.NULL_AWARE)) {
      throw new IllegalArgumentException("NULL_AWARE keys need a MARK or ANTI join, got " + kind);
    }
  }

  /** A join without residual condition. */
  public PhysicalHashJoin(
      JoinKind kind, PhysicalPlan probe, PhysicalPlan build, List<JoinKey> keys) {
    this(kind, probe, build, keys, Literal.TRUE);
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
    return "HashJoin %s on %s%s"
        .formatted(
            kind, PlanText.join(keys), residual.equals(Literal.TRUE) ? "" : " and " + residual);
  }
}
