package io.moraine.engine.delta;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.snapshot.LogOptions;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.table.TableTransactions;
import io.moraine.log.txn.AppendGroup;
import io.moraine.log.txn.TransactionContext;
import java.net.URI;

/**
 * A place where a table is or may come to be.
 *
 * @param root the table's folder, with a slash at its end
 * @param store of the objects below it
 * @param log reads its log
 * @param group with which appends to it share versions
 */
public record TableHandle(URI root, ObjectStore store, TableLog log, AppendGroup group) {
  /** The handle of the table at the root of {@code store}. */
  public static TableHandle of(ObjectStore store, LogOptions options) {
    return new TableHandle(store.root(), store, new TableLog(store, options), new AppendGroup());
  }

  /** What transactions on the table need: commits by put-if-absent, and checkpoints after them. */
  public TransactionContext transactions(Environment environment) {
    return TableTransactions.contextOf(log, environment).withGroup(group);
  }
}
