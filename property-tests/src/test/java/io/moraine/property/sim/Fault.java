package io.moraine.property.sim;

/** What a call to a store does. */
public enum Fault {
  /** As asked. */
  NONE,
  /** Throws, without effect. */
  FAIL_BEFORE,
  /** Has its effect, then throws. */
  FAIL_AFTER,
  /** A conditional put: no clear answer, no effect. */
  UNKNOWN_BEFORE,
  /** A conditional put: no clear answer, though it had its effect. */
  UNKNOWN_AFTER,
  /** A conditional put: no clear answer, and the effect comes some time after. */
  UNKNOWN_LATE,
  /** The process dies before the call: this and all later calls throw {@link Crash}. */
  CRASH_BEFORE,
  /** The process dies just after the call had its effect. */
  CRASH_AFTER;

  /** Whether it makes sense only for a conditional put. */
  public boolean isForConditionalPut() {
    return this == UNKNOWN_BEFORE || this == UNKNOWN_AFTER || this == UNKNOWN_LATE;
  }
}
