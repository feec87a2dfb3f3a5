package io.moraine.engine.exec.aggregate;

/** Which rows an accumulator is given. */
public enum InputRows {
  /** Every row of every group; a group exists because a row of it came. */
  ALL,
  /** Perhaps not every row, and perhaps none of a group. */
  SOME
}
