package io.moraine.engine.delta;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.snapshot.LogOptions;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.table.TableTransactions;
import io.moraine.log.txn.AppendGroup;
import io.moraine.log.txn.PostCommitHook;
import io.moraine.log.txn.TransactionContext;
import java.net.URI;
import java.util.List;

/**
 * A place where a table is or may come to be.
 *
 * @param root the table's folder, with a slash at its end
 * @param store of the objects below it
 * @param log reads its log
 * @param group with which appends to it share versions
 * @param upkeep what else is done after commits
 */
public record TableHandle(
    URI root, ObjectStore store, TableLog log, AppendGroup group, Upkeep upkeep) {

  /** Gives what is done after commits besides what the log needs. */
  @FunctionalInterface
  public interface Upkeep {
    /** Nothing. */
    Upkeep NONE = (log, context) -> List.of();

    /** Hooks for the table of {@code log}, whose own commits are made in {@code context}. */
    List<PostCommitHook> hooks(TableLog log, TransactionContext context);
  }

  /** The handle of the table at the root of {@code store}. */
  public static TableHandle of(ObjectStore store, LogOptions options) {
    return of(store, options, Upkeep.NONE);
  }

  /** As the other, with more that is done after commits. */
  public static TableHandle of(ObjectStore store, LogOptions options, Upkeep upkeep) {
    return new TableHandle(
        store.root(), store, new TableLog(store, options), new AppendGroup(), upkeep);
  }

  /** What transactions on the table need: commits by put-if-absent, and checkpoints after them. */
  public TransactionContext transactions(Environment environment) {
    TransactionContext plain = TableTransactions.contextOf(log, environment).withGroup(group);
    TransactionContext all = plain;
    for (PostCommitHook hook : upkeep.hooks(log, plain)) {
      all = all.withHook(hook);
    }
    return all;
  }
}
