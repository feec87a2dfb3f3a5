package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.type.DataType;

/** Gives out the column ids of one statement. Not safe for use by several threads. */
public final class ColumnIds {
  private int next;

  /** A column that no other is equal to. */
  public ColumnReference fresh(String name, DataType type, boolean nullable) {
    return new ColumnReference(next++, name, type, nullable);
  }

  /** A new column with the name and type of {@code like}. */
  public ColumnReference fresh(ColumnReference like) {
    return fresh(like.name(), like.type(), like.nullable());
  }
}
