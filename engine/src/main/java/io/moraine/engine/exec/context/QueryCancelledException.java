package io.moraine.engine.exec.context;

import io.moraine.core.error.MoraineException;

/** A query was stopped on request before it had given all rows. */
public class QueryCancelledException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** The only kind there is. */
  public QueryCancelledException() {
    super("The query was cancelled");
  }
}
