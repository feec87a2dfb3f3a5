package io.moraine.log.txn;

/** The winner added rows that the transaction would have had to read. */
public class ConcurrentAppendException extends ConcurrentModificationException {
  private static final long serialVersionUID = 1L;

  /** A loss to version {@code winningVersion}. */
  public ConcurrentAppendException(long winningVersion, String message) {
    super(winningVersion, message);
  }
}
