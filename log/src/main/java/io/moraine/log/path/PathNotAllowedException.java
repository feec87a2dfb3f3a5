package io.moraine.log.path;

import io.moraine.core.error.MoraineException;

/** A log names a file that is not below the table's root, or names it in a form that is refused. */
public class PathNotAllowedException extends MoraineException {
  private static final long serialVersionUID = 1L;

  /** A refusal; {@code message} shows the path, the root and the reason. */
  public PathNotAllowedException(String message) {
    super(message);
  }
}
