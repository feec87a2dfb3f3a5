package io.moraine.core.error;

/** The base of every error Moraine raises on purpose. The message says what failed, and on what. */
public class MoraineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error without an underlying cause. */
  public MoraineException(String message) {
    super(message);
  }

  /** An error that {@code cause} led to. */
  public MoraineException(String message, Throwable cause) {
    super(message, cause);
  }
}
