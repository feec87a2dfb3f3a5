package io.moraine.log.table;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.catalog.CatalogCommitter;
import io.moraine.log.catalog.CatalogView;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.checkpoint.CheckpointHook;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.cleanup.LogCleanup;
import io.moraine.log.commit.FileSystemCommitter;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.TransactionContext;
import io.moraine.log.txn.VectorAccess;
import io.moraine.log.upkeep.ChecksumHook;
import io.moraine.log.upkeep.CleanupHook;
import io.moraine.log.upkeep.PublicationHook;
import java.util.List;

/** Makes what the transactions of a table share. */
public final class TableTransactions {
  private TableTransactions() {}

  /**
   * The context of transactions on the table of {@code log}, which may not be there yet: commits by
   * put-if-absent in the log's store, and after them version checksums, checkpoints and clean-up.
   */
  public static TransactionContext contextOf(TableLog log, Environment environment) {
    if (log.catalog().isPresent()) {
      return managed(log, log.catalog().get(), environment);
    }
    ObjectStore store = log.store();
    CheckpointWriter checkpoints = new CheckpointWriter(store, environment);
    return TransactionContext.of(
            store.root(),
            new FileSystemCommitter(store),
            environment,
            List.of(
                new ChecksumHook(store),
                new CheckpointHook(log, checkpoints),
                new CleanupHook(new LogCleanup(log, environment))))
        .withVectors(new VectorAccess(store, environment));
  }

  /**
   * Commits through the catalog, publication after them, and checkpoints of what is published. What
   * is expired in the log is left to the catalog.
   */
  private static TransactionContext managed(
      TableLog log, TableCatalog catalog, Environment environment) {
    ObjectStore store = log.store();
    CatalogCommitter committer =
        new CatalogCommitter(((CatalogView) store).plain(), catalog, environment);
    return TransactionContext.of(
        store.root(),
        committer,
        environment,
        List.of(
            new PublicationHook(committer),
            new ChecksumHook(store),
            new CheckpointHook(log, new CheckpointWriter(store, environment))));
  }
}
