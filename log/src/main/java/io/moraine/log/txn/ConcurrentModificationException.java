package io.moraine.log.txn;

import io.moraine.core.error.MoraineException;

/**
 * A transaction lost to one that was committed meanwhile, and cannot follow it: what it read no
 * longer holds. The table is as the winner left it; the operation may be repeated on it.
 */
public class ConcurrentModificationException extends MoraineException {
  private static final long serialVersionUID = 1L;

  private final long winningVersion;

  /** A loss to version {@code winningVersion}. */
  public ConcurrentModificationException(long winningVersion, String message) {
    super(message);
    this.winningVersion = winningVersion;
  }

  /** The version that the transaction lost to. */
  public final long winningVersion() {
    return winningVersion;
  }
}
