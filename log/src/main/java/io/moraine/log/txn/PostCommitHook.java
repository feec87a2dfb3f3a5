package io.moraine.log.txn;

import io.moraine.log.action.Metadata;
import io.moraine.log.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is done after a commit and cannot undo it: a checkpoint, a clean-up. A hook that fails
 * leaves the commit as it is.
 */
public interface PostCommitHook {
  /** Its name in messages: {@code checkpoint}. */
  String name();

  /** Runs after {@code commit}; may throw. */
  void afterCommit(Commit commit);

  /**
   * A commit that happened.
   *
   * @param metadata the table's from this commit on
   * @param read the snapshot that the transaction began on, null for a new table
   */
  record Commit(CommitResult result, Metadata metadata, @Nullable Snapshot read) {}

  /** A hook that failed. */
  record Failure(String hook, RuntimeException cause) {}
}
