package io.moraine.engine.rule;

import io.moraine.core.error.InvalidInputException;

/** Rows break a rule of the table they are for; the message names it, them, and how many. */
public final class ConstraintViolationException extends InvalidInputException {
  private static final long serialVersionUID = 1L;

  /** Rows that break a rule. */
  public ConstraintViolationException(String message) {
    super(message);
  }
}
