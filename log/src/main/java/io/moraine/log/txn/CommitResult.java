package io.moraine.log.txn;

import io.moraine.log.action.Action;
import java.util.List;

/**
 * A commit that happened.
 *
 * @param version the version it became
 * @param attempts how many versions were attempted, at least 1
 * @param id the commit's {@code commitInfo.txnId}
 * @param actions what was committed, commitInfo first
 * @param hookFailures what went wrong after it, and changes nothing of it
 */
public record CommitResult(
    long version,
    int attempts,
    String id,
    List<Action> actions,
    List<PostCommitHook.Failure> hookFailures) {
  public CommitResult {
    actions = List.copyOf(actions);
    hookFailures = List.copyOf(hookFailures);
  }

  CommitResult withHookFailures(List<PostCommitHook.Failure> failures) {
    return new CommitResult(version, attempts, id, actions, failures);
  }
}
