package io.moraine.engine.session;

import io.moraine.core.error.UnsupportedFeatureException;

/** What statements are refused with that parse and bind but have nothing to run them. */
final class Refusals {
  private Refusals() {}

  /** The refusal of {@code what}, the statement's keywords. */
  static UnsupportedFeatureException notYet(String what) {
    return new UnsupportedFeatureException(what + " cannot be run yet");
  }
}
