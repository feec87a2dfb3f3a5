package io.moraine.log.upkeep;

import io.moraine.log.cleanup.LogCleanup;
import io.moraine.log.property.TableProperties;
import io.moraine.log.txn.PostCommitHook;
import java.util.Objects;

/**
 * Cleans up the log after each commit that a checkpoint is written of, unless {@code
 * delta.enableExpiredLogCleanup} says not to.
 */
public final class CleanupHook implements PostCommitHook {
  private final LogCleanup cleanup;

  /** Cleans up by {@code cleanup}; to be put after the hook that writes checkpoints. */
  public CleanupHook(LogCleanup cleanup) {
    this.cleanup = Objects.requireNonNull(cleanup, "cleanup");
  }

  @Override
  public String name() {
    return "log clean-up";
  }

  @Override
  public void afterCommit(Commit commit) {
    TableProperties properties = new TableProperties(commit.metadata().configuration());
    long version = commit.result().version();
    if (version > 0
        && version % properties.checkpointInterval() == 0
        && properties.enableExpiredLogCleanup()) {
      cleanup.run(properties);
    }
  }
}
