package io.moraine.log.txn;

/**
 * What is done after a commit and cannot undo it: a checkpoint, a clean-up. A hook that fails leaves
 * the commit as it is.
 */
public interface PostCommitHook {
  /** Its name in messages: {@code checkpoint}. */
  String name();

  /** Runs after {@code result} was committed; may throw. */
  void afterCommit(CommitResult result);

  /** A hook that failed. */
  record Failure(String hook, RuntimeException cause) {}
}
