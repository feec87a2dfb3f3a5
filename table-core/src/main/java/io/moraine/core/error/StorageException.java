package io.moraine.core.error;

/** An object store could not do what was asked. */
public class StorageException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** An error without an underlying cause. */
  public StorageException(String message) {
    super(message);
  }

  /** An error that {@code cause} led to. */
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
