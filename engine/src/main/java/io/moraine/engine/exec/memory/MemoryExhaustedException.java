package io.moraine.engine.exec.memory;

import io.moraine.core.error.MoraineException;

/** A query needs more memory than its budget; the message names the operator. */
public class MemoryExhaustedException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** A refusal. */
  public MemoryExhaustedException(String message) {
    super(message);
  }
}
