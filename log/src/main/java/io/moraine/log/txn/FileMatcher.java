package io.moraine.log.txn;

import io.moraine.core.expr.Expression;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;

/** Decides by what the log tells of a file whether rows in it may satisfy a predicate. */
@FunctionalInterface
interface FileMatcher {
  /** False only if no row of {@code file} can make {@code predicate} true. */
  boolean mayMatch(Expression predicate, AddFile file);

  /** Decides for files of a table with {@code metadata}. */
  static FileMatcher of(Metadata metadata) {
    return (predicate, file) -> true;
  }
}
