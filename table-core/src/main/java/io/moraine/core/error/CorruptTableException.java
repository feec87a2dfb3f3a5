package io.moraine.core.error;

/** A table's log contradicts itself or lacks a part, so that its state cannot be known. */
public class CorruptTableException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** An error without an underlying cause. */
  public CorruptTableException(String message) {
    super(message);
  }

  /** An error that {@code cause} led to. */
  public CorruptTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
