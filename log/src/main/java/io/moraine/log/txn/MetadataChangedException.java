package io.moraine.log.txn;

/** The winner changed the table's schema, partitioning or properties. */
public class MetadataChangedException extends ConcurrentModificationException {
  private static final long serialVersionUID = 1L;

  /** A loss to version {@code winningVersion}. */
  public MetadataChangedException(long winningVersion, String message) {
    super(winningVersion, message);
  }
}
