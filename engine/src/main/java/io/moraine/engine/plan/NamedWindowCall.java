package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.engine.physical.WindowCall;

/** A window function, and the column that its values become. */
public record NamedWindowCall(ColumnReference output, WindowCall call) {
  @Override
  public String toString() {
    return call + " AS " + output.name();
  }
}
