package io.moraine.engine.physical;

/**
 * Which rows a join gives. A pair <i>matches</i> if all its keys match and its residual condition
 * is true.
 */
public enum JoinKind {
  /** Matching pairs: the probe side's columns, then the build side's. */
  INNER,
  /** Matching pairs, and probe rows without a match, with nulls for the build side. */
  LEFT,
  /** Matching pairs, and build rows without a match, with nulls for the probe side. */
  RIGHT,
  /** Matching pairs, and the rows of both sides without a match. */
  FULL,
  /** Probe rows with a match; the probe side's columns. */
  SEMI,
  /** Probe rows without a match; the probe side's columns. See {@link KeyMatch#NULL_AWARE}. */
  ANTI,
  /** Build rows with a match; the build side's columns. */
  BUILD_SEMI,
  /** Build rows without a match; the build side's columns. */
  BUILD_ANTI,
  /**
   * Every probe row with a last column {@code mark}: true if it has a match, null if only unknown
   * comparisons of {@link KeyMatch#NULL_AWARE} keys keep it from one, else false.
   */
  MARK,
  /** As {@link #LEFT}, for scalar subqueries: an error if a probe row has more than one match. */
  SINGLE;

  /** Whether the result has the probe side's columns. */
  public boolean givesProbe() {
    return this != BUILD_SEMI && this != BUILD_ANTI;
  }

  /** Whether the result has the build side's columns. */
  public boolean givesBuild() {
    return this != SEMI && this != ANTI && this != MARK;
  }

  /** Whether the build side's rows must be marked when they match. */
  public boolean tracksBuildMatches() {
    return this == RIGHT || this == FULL || this == BUILD_SEMI || this == BUILD_ANTI;
  }
}
