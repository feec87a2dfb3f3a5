package io.moraine.core.eval;

import java.util.Arrays;

/** Rows that one of two selectors keeps; the second is asked only about those the first dropped. */
final class OrSelector implements Selector {
  private final Selector first;
  private final Selector second;

  OrSelector(Selector first, Selector second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public int select(Rows rows, int[] selection, int count) {
    int[] kept = Arrays.copyOf(selection, count);
    int keptCount = first.select(rows, kept, count);
    int[] rest = new int[count];
    int restCount = 0;
    for (int i = 0, k = 0; i < count; i++) {
      if (k < keptCount && kept[k] == selection[i]) {
        k++;
      } else {
        rest[restCount++] = selection[i];
      }
    }
    restCount = restCount == 0 ? 0 : second.select(rows, rest, restCount);
    int next = 0;
    int k = 0;
    int r = 0;
    while (k < keptCount || r < restCount) {
      boolean fromRest = k == keptCount || (r < restCount && rest[r] < kept[k]);
      selection[next++] = fromRest ? rest[r++] : kept[k++];
    }
    return next;
  }
}
