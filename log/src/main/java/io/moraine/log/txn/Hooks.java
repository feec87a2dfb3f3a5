package io.moraine.log.txn;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what follows a commit. */
final class Hooks {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);

  private Hooks() {}

  /** Runs every hook, and returns the commit's result with those that failed. */
  static CommitResult run(TransactionContext context, PostCommitHook.Commit commit) {
    List<PostCommitHook.Failure> failures = new ArrayList<>();
    for (PostCommitHook hook : context.hooks()) {
      try {
        hook.afterCommit(commit);
      } catch (RuntimeException e) {
        // The commit stands, and whoever reads the table does without what the hook would add.
        LOG.warn(
            "Version {} of {} is committed, but its {} failed",
            commit.result().version(),
            context.table(),
            hook.name(),
            e);
        failures.add(new PostCommitHook.Failure(hook.name(), e));
      }
    }
    return commit.result().withHookFailures(failures);
  }
}
