package io.moraine.log.txn;

import io.moraine.log.action.Action;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.snapshot.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fits a transaction's actions to the version that they are to become: once for each attempt, from
 * the actions as the transaction gave them. Row ids and commit timestamps are given out so.
 */
@FunctionalInterface
public interface CommitStep {
  /**
   * What one attempt knows.
   *
   * @param version the version attempted
   * @param protocol the table's, once it is committed
   * @param metadata the table's, once it is committed
   * @param read the version that the transaction read; null for a new table
   * @param winners the versions committed since the one that the transaction read, in order
   */
  record Attempt(
      long version,
      Protocol protocol,
      Metadata metadata,
      @Nullable Snapshot read,
      List<WinningCommit> winners) {
    public Attempt {
      winners = List.copyOf(winners);
    }

    /** The table's metadata before the attempt; null for a new table. */
    public @Nullable Metadata metadataBefore() {
      Metadata before = read == null ? null : read.metadata();
      for (WinningCommit winner : winners) {
        before = winner.metadata().orElse(before);
      }
      return before;
    }
  }

  /** The actions to put in place of {@code actions}; the first is the commitInfo. */
  List<Action> rewrite(List<Action> actions, Attempt attempt);
}
