package io.moraine.core.eval;

/** Narrows a selection of rows to those where something is TRUE. */
interface Selector {
  /**
   * Keeps, in {@code selection[0 .. count)}, the rows that satisfy it, and returns how many they
   * are. Rows ascend and stay so; as many rows as {@code rows} has are therefore all of them.
   */
  int select(Rows rows, int[] selection, int count);
}
