package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;

/**
 * The first rows of {@code child} in the order of {@code keys}: those after {@code offset}, at most
 * {@code limit} of them. Gives the same rows as a sort with a limit over it, and holds fewer.
 */
public record PhysicalTopN(PhysicalPlan child, List<SortKey> keys, long limit, long offset)
    implements PhysicalPlan {
  public PhysicalTopN {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || limit < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "A top-N needs keys, limit >= 0 and offset >= 0, got %s, limit=%d, offset=%d"
              .formatted(keys, limit, offset));
    }
  }

  @Override
  public StructType output() {
    return child.output();
  }

  @Override
  public List<PhysicalPlan> children() {
    return List.of(child);
  }

  @Override
  public String describe() {
    return "TopN %d%s by %s"
        .formatted(limit, offset == 0 ? "" : " after " + offset, PlanText.join(keys));
  }
}
