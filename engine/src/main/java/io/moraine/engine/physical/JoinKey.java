package io.moraine.engine.physical;

import io.moraine.core.expr.Expression;

/**
 * Two expressions of one type that a matching pair of rows has equal; −0.0 equals 0.0 and NaN
 * equals NaN.
 *
 * @param probe over the probe side's output
 * @param build over the build side's output
 * @param match how nulls compare
 */
public record JoinKey(Expression probe, Expression build, KeyMatch match) {
  public JoinKey {
    if (!probe.type().equals(build.type())) {
      throw new IllegalArgumentException(
          "Join key needs one type, got %s of %s and %s of %s"
              .formatted(probe, probe.type(), build, build.type()));
    }
  }

  /** A key by {@code =}. */
  public static JoinKey equal(Expression probe, Expression build) {
    return new JoinKey(probe, build, KeyMatch.EQUAL);
  }

  @Override
  public String toString() {
    String operator =
        switch (match) {
          case EQUAL -> "=";
          case NULL_SAFE -> "<=>";
          case NULL_AWARE -> "IN";
        };
    return "%s %s %s".formatted(probe, operator, build);
  }
}
