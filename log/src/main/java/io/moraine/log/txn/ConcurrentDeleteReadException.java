package io.moraine.log.txn;

/** The winner removed files that the transaction read. */
public class ConcurrentDeleteReadException extends ConcurrentModificationException {
  private static final long serialVersionUID = 1L;

  /** A loss to version {@code winningVersion}. */
  public ConcurrentDeleteReadException(long winningVersion, String message) {
    super(winningVersion, message);
  }
}
