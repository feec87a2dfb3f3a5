package io.moraine.log.txn;

import io.moraine.core.expr.Expression;
import io.moraine.log.action.AddFile;

/** Decides by what the log tells of a file whether rows in it may satisfy a predicate. */
@FunctionalInterface
interface FileMatcher {
  /** False only if no row of {@code file} can make {@code predicate} true. */
  boolean mayMatch(Expression predicate, AddFile file);
}
