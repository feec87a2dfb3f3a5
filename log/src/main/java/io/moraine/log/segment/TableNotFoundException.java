package io.moraine.log.segment;

import io.moraine.core.error.MoraineException;

/** There is no table where one was looked for. */
public class TableNotFoundException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** No table is at {@code location}. */
  public TableNotFoundException(String location) {
    super(
        "No Delta table at %s: it has no commit and no checkpoint in _delta_log"
            .formatted(location));
  }
}
