package io.moraine.log.changes;

import io.moraine.core.error.MoraineException;

/** Where a table was followed, there is another one now, or none. */
public class TableReplacedException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** An error without an underlying cause. */
  public TableReplacedException(String message) {
    super(message);
  }
}
