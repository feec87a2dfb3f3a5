package io.moraine.core.prune;

/**
 * Which of SQL's three truth values a predicate may have for some row of a set. What is false here
 * is certain never to occur; the combinations keep that.
 */
record Truth(boolean mayBeTrue, boolean mayBeFalse, boolean mayBeNull) {
  static final Truth ANY = new Truth(true, true, true);
  static final Truth TRUE = new Truth(true, false, false);
  static final Truth FALSE = new Truth(false, true, false);
  static final Truth NULL = new Truth(false, false, true);

  /** For no row at all: nothing occurs. */
  static final Truth NEVER = new Truth(false, false, false);

  Truth not() {
    return new Truth(/* mayBeTrue= */ mayBeFalse, /* mayBeFalse= */ mayBeTrue, mayBeNull);
  }

  /** Sides are taken as independent, which can only add possibilities. */
  Truth and(Truth other) {
    return new Truth(
        mayBeTrue && other.mayBeTrue,
        mayBeFalse || other.mayBeFalse,
        (mayBeNull && (other.mayBeTrue || other.mayBeNull)) || (mayBeTrue && other.mayBeNull));
  }

  Truth or(Truth other) {
    return not().and(other.not()).not();
  }

  /** The same, but null occurs too where {@code nulls}. */
  Truth orNull(boolean nulls) {
    return nulls ? new Truth(mayBeTrue, mayBeFalse, true) : this;
  }

  Outcome outcome() {
    if (!mayBeTrue) {
      return Outcome.NONE;
    }
    return mayBeFalse || mayBeNull ? Outcome.SOME : Outcome.ALL;
  }
}
