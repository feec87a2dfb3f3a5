package io.moraine.core.eval;

import java.util.List;

/** Rows that all selectors keep, each asked about what is left. */
final class AndSelector implements Selector {
  private final List<Selector> parts;

  AndSelector(List<Selector> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public int select(Rows rows, int[] selection, int count) {
    int left = count;
    for (int i = 0; i < parts.size() && left > 0; i++) {
      left = parts.get(i).select(rows, selection, left);
    }
    return left;
  }
}
