package io.moraine;

import io.moraine.core.error.MoraineException;

/**
 * Another writer committed a change that this one cannot follow: rows or files that it read are no
 * longer there, or others came. The table is as the other writer left it; repeat the operation.
 */
public final class ConflictException extends MoraineException {
  private static final long serialVersionUID = 1L;

  private final long winningVersion;

  ConflictException(String message, long winningVersion, Throwable cause) {
    super(message, cause);
    this.winningVersion = winningVersion;
  }

  /** The version that the other writer committed. */
  public long winningVersion() {
    return winningVersion;
  }
}
