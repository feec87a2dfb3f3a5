package io.moraine.log.txn;

/** The winner changed the table's protocol, or created the table. */
public class ProtocolChangedException extends ConcurrentModificationException {
  private static final long serialVersionUID = 1L;

  /** A loss to version {@code winningVersion}. */
  public ProtocolChangedException(long winningVersion, String message) {
    super(winningVersion, message);
  }
}
