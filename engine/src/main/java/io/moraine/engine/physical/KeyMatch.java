package io.moraine.engine.physical;

/** How the two values of a join key are compared where one is null. */
public enum KeyMatch {
  /** Null matches nothing, as {@code =} in a join condition. */
  EQUAL,
  /** Null matches null, as {@code <=>}. */
  NULL_SAFE,
  /**
   * Null compares as unknown, as {@code IN} does: for {@link JoinKind#MARK}, and for {@link
   * JoinKind#ANTI}, which then drops rows whose mark would be null, as NOT IN does.
   */
  NULL_AWARE
}
