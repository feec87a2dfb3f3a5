package io.moraine.log.txn;

/** The winner moved on an application's progress, or a domain, that the transaction relies on. */
public class ConcurrentTransactionException extends ConcurrentModificationException {
  private static final long serialVersionUID = 1L;

  /** A loss to version {@code winningVersion}. */
  public ConcurrentTransactionException(long winningVersion, String message) {
    super(winningVersion, message);
  }
}
