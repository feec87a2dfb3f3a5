package io.moraine.compaction;

/**
 * Hears how a run goes, one call at a time, from any of its threads. What a method throws ends the
 * run as a failure does: what is not committed is given up.
 */
public interface OptimizeListener {
  /** Hears nothing. */
  OptimizeListener NONE = new OptimizeListener() {};

  /** Another file was rewritten, or files were left out of the count. */
  default void advanced(Progress progress) {}

  /** A group stays as it was. */
  default void dropped(DroppedGroup group) {}

  /** Groups were committed as {@code version}. */
  default void committed(long version, int groups) {}
}
