package io.moraine;

import io.moraine.log.txn.ConcurrentModificationException;
import java.util.function.Supplier;

/** Tells users of conflicts in their own words: the log's exceptions are no part of the API. */
final class Conflicts {
  private Conflicts() {}

  static <T> T translate(Supplier<T> operation) {
    try {
      return operation.get();
    } catch (ConcurrentModificationException e) {
      throw new ConflictException(e.getMessage(), e.winningVersion(), e);
    }
  }
}
