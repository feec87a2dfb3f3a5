package io.moraine.log.txn;

import io.moraine.core.env.Environment;
import io.moraine.log.commit.Backoff;
import io.moraine.log.commit.Committer;
import io.moraine.log.path.DataPaths;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the transactions of one table share.
 *
 * @param root the table's location
 * @param committer who decides which commit becomes a version
 * @param steps fit actions to a version, in order, for each attempt
 * @param hooks run after each commit, in order
 * @param backoff how often a transaction tries the next version, and how it waits in between
 * @param vectors the table's deletion vectors; without them whoever deletes rows of a file meets a
 *     conflict with whoever deleted others
 * @param group with which appends of this process share versions
 */
public record TransactionContext(
    URI root,
    Committer committer,
    Environment environment,
    List<CommitStep> steps,
    List<PostCommitHook> hooks,
    Backoff backoff,
    Optional<VectorAccess> vectors,
    Optional<AppendGroup> group) {
  /** What suits dozens of writers that race for one table. */
  public static final Backoff DEFAULT_BACKOFF = new Backoff(10, 2_000, 200);

  public TransactionContext {
    Objects.requireNonNull(root, "root");
    Objects.requireNonNull(committer, "committer");
    Objects.requireNonNull(environment, "environment");
    steps = List.copyOf(steps);
    hooks = List.copyOf(hooks);
    Objects.requireNonNull(backoff, "backoff");
    Objects.requireNonNull(vectors, "vectors");
    Objects.requireNonNull(group, "group");
  }

  /** A context without steps, with {@code hooks}. */
  public static TransactionContext of(
      URI root, Committer committer, Environment environment, List<PostCommitHook> hooks) {
    return new TransactionContext(
        root,
        committer,
        environment,
        List.of(),
        hooks,
        DEFAULT_BACKOFF,
        Optional.empty(),
        Optional.empty());
  }

  /** The same context, in which writers may delete different rows of one file at once. */
  public TransactionContext withVectors(VectorAccess access) {
    return new TransactionContext(
        root, committer, environment, steps, hooks, backoff, Optional.of(access), group);
  }

  /** The same context, in which appends share versions with others of the group. */
  public TransactionContext withGroup(AppendGroup appends) {
    return new TransactionContext(
        root, committer, environment, steps, hooks, backoff, vectors, Optional.of(appends));
  }

  /** The same context with one more step before each attempt. */
  public TransactionContext withStep(CommitStep step) {
    List<CommitStep> more = new ArrayList<>(steps);
    more.add(step);
    return new TransactionContext(
        root, committer, environment, more, hooks, backoff, vectors, group);
  }

  /** The same context with one more hook, after the others. */
  public TransactionContext withHook(PostCommitHook hook) {
    List<PostCommitHook> more = new ArrayList<>(hooks);
    more.add(hook);
    return new TransactionContext(
        root, committer, environment, steps, more, backoff, vectors, group);
  }

  DataPaths paths() {
    return new DataPaths(root);
  }

  String table() {
    return committer.table();
  }
}
