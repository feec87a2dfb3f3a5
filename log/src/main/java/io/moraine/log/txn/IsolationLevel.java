package io.moraine.log.txn;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.TableProperties;

/** How much a transaction may ignore of what others commit beside it. */
public enum IsolationLevel {
  /** As if transactions ran one after the other, in the log's order. */
  SERIALIZABLE("Serializable"),
  /** As if one after the other, but appends that read nothing may seem to come later. */
  WRITE_SERIALIZABLE("WriteSerializable"),
  /** All was read from one version; for transactions that change no rows. Never a table's own. */
  SNAPSHOT_ISOLATION("SnapshotIsolation");

  private static final String PROPERTY = "delta.isolationLevel";

  private final String text;

  IsolationLevel(String text) {
    this.text = text;
  }

  /** The name in the log. */
  public String text() {
    return text;
  }

  /**
   * The level that a table asks for by {@code delta.isolationLevel}: serializable if it does not.
   *
   * @throws InvalidInputException if it asks for none of the two that a table may have
   */
  public static IsolationLevel of(Metadata metadata) {
    String value = new TableProperties(metadata.configuration()).isolationLevel();
    if (value.equalsIgnoreCase(SERIALIZABLE.text)) {
      return SERIALIZABLE;
    } else if (value.equalsIgnoreCase(WRITE_SERIALIZABLE.text)) {
      return WRITE_SERIALIZABLE;
    }
    throw new InvalidInputException(
        "Table property %s must be Serializable or WriteSerializable, but is '%s'"
            .formatted(PROPERTY, value));
  }
}
