package io.moraine.core.error;

/** The caller's data, text or arguments cannot be used as they are; the message says why. */
public class InvalidInputException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** An error without an underlying cause. */
  public InvalidInputException(String message) {
    super(message);
  }

  /** An error that {@code cause} led to. */
  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
