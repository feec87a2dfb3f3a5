package io.moraine.log.upkeep;

import io.moraine.log.compacted.LogCompactor;
import io.moraine.log.txn.PostCommitHook;
import java.util.Objects;

/**
 * Compacts the last commits after each {@code interval}th. For tables with long ways from one
 * checkpoint to the next; checkpoints at the usual interval do without.
 */
public final class CompactionHook implements PostCommitHook {
  private final LogCompactor compactor;
  private final int interval;

  /**
   * Compacts {@code interval} commits at a time by {@code compactor}.
   *
   * @param interval at least 2
   */
  public CompactionHook(LogCompactor compactor, int interval) {
    if (interval < 2) {
      throw new IllegalArgumentException(
          "At least 2 commits are compacted at a time, got " + interval);
    }
    this.compactor = Objects.requireNonNull(compactor, "compactor");
    this.interval = interval;
  }

  @Override
  public String name() {
    return "log compaction";
  }

  @Override
  public void afterCommit(Commit commit) {
    long version = commit.result().version();
    // Versions begin at 0.
    if ((version + 1) % interval == 0) {
      compactor.compactWritable(version + 1 - interval, version);
    }
  }
}
