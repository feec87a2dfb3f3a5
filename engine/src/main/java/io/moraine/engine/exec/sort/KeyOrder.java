package io.moraine.engine.exec.sort;

import io.moraine.engine.physical.SortKey;

/** Which way a column of sort keys is ordered. */
public record KeyOrder(SortKey.Direction direction, SortKey.Nulls nulls) {
  /** Smallest first. */
  public static final KeyOrder ASCENDING =
      new KeyOrder(SortKey.Direction.ASCENDING, SortKey.Nulls.FIRST);

  boolean descending() {
    return direction == SortKey.Direction.DESCENDING;
  }

  boolean nullsFirst() {
    return nulls == SortKey.Nulls.FIRST;
  }
}
