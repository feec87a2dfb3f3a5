package io.moraine.engine.physical;

import io.moraine.core.type.StructType;
import java.util.List;

/**
 * At most {@code limit} rows of {@code child}, after the first {@code offset}.
 *
 * @param limit {@link #ALL} for no limit
 */
public record PhysicalLimit(PhysicalPlan child, long limit, long offset) implements PhysicalPlan {
  /** A limit that is none. */
  public static final long ALL = Long.MAX_VALUE;

  public PhysicalLimit {
    if (limit < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "A limit needs limit >= 0 and offset >= 0, got limit=%d, offset=%d"
              .formatted(limit, offset));
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
    return "Limit %s%s"
        .formatted(
            limit == ALL ? "all" : String.valueOf(limit), offset == 0 ? "" : " after " + offset);
  }
}
