package io.moraine.log.txn;

/** The winner removed files that the transaction removes too. */
public class ConcurrentDeleteDeleteException extends ConcurrentModificationException {
  private static final long serialVersionUID = 1L;

  /** A loss to version {@code winningVersion}. */
  public ConcurrentDeleteDeleteException(long winningVersion, String message) {
    super(winningVersion, message);
  }
}
