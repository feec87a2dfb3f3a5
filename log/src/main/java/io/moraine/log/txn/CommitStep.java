package io.moraine.log.txn;

import io.moraine.log.action.Action;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import java.util.List;

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
   * @param winners the versions committed since the one that the transaction read, in order
   */
  record Attempt(long version, Protocol protocol, Metadata metadata, List<WinningCommit> winners) {
    public Attempt {
      winners = List.copyOf(winners);
    }
  }

  /** The actions to put in place of {@code actions}; the first may be the commitInfo. */
  List<Action> rewrite(List<Action> actions, Attempt attempt);
}
