package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.write.Numbers;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.ScanFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.connector.write.RowLevelOperation.Command;

/** Commits what an operation's tasks told: rows go from their files, files with new rows come. */
final class PlacedCommit {
  private final Target target;
  private final Snapshot snapshot;
  private final ObjectStore store;

  PlacedCommit(Target target) {
    this.target = target;
    this.snapshot = target.snapshot();
    this.store = target.place().handle().store();
  }

  void commit(List<PlacedRows> tasks) {
    Map<String, BitSet> gone = new TreeMap<>();
    List<AddFile> added = new ArrayList<>();
    List<Action> actions = new ArrayList<>();
    for (PlacedRows task : tasks) {
      task.gone().forEach((path, rows) -> gone.merge(path, rows, PlacedRowWriter::or));
      added.addAll(task.written().files());
    }
    long updated = tasks.stream().mapToLong(PlacedRows::updated).sum();
    long deleted = tasks.stream().mapToLong(PlacedRows::deleted).sum();
    long inserted = tasks.stream().mapToLong(PlacedRows::inserted).sum();
    RemovedRows removed = new RemovedRows(snapshot, target.place().handle(), target.zone());
    try {
      Map<String, ScanFile> files = target.files();
      gone.forEach((path, rows) -> removed.add(file(files, path), rows));
      removed.finish();
      if (updated > 0 || deleted > 0) {
        // Rows that only come are told of by their files.
        changes(tasks).forEach(file -> actions.add(recorded(file)));
      }
      actions.addAll(removed.actions(OpenPlaces.environment().nowMillis()));
      actions.addAll(added);
      if (actions.isEmpty()) {
        return;
      }
      Numbers.after(
              snapshot.schema(),
              Numbers.last(snapshot.schema(), tasks.stream().map(PlacedRows::written).toList()))
          .ifPresent(schema -> actions.add(snapshot.metadata().withSchema(schema)));
      Transaction transaction = target.transaction().addAll(actions);
      measure(transaction, removed, inserted, updated, deleted, added.size());
      transaction.commit();
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      removed.discard();
      throw e;
    }
    if (updated == 0 && deleted == 0) {
      discard(changes(tasks));
    }
  }

  private AddFile file(Map<String, ScanFile> files, String path) {
    ScanFile file = files.get(path);
    if (file == null) {
      throw new CorruptTableException(
          "A row to change is in the file '%s', which was not read of %s at version %d"
              .formatted(path, snapshot.table(), snapshot.version()));
    }
    return file.add();
  }

  private static List<AddFile> changes(List<PlacedRows> tasks) {
    return tasks.stream().flatMap(task -> task.changes().stream()).map(SentFile::file).toList();
  }

  private static AddCdcFile recorded(AddFile file) {
    return new AddCdcFile(file.path(), file.partitionValues(), file.size(), false, null);
  }

  private void measure(
      Transaction transaction,
      RemovedRows removed,
      long inserted,
      long updated,
      long deleted,
      int added) {
    if (target.command() == Command.MERGE) {
      transaction
          .metric("numTargetRowsInserted", inserted)
          .metric("numTargetRowsUpdated", updated)
          .metric("numTargetRowsDeleted", deleted)
          .metric("numTargetRowsCopied", removed.copiedRows())
          .metric("numOutputRows", inserted + updated + removed.copiedRows())
          .metric("numTargetFilesAdded", added)
          .metric("numTargetFilesRemoved", removed.leftFiles());
      return;
    }
    transaction
        .metric("numRemovedFiles", removed.leftFiles())
        .metric("numAddedFiles", added)
        .metric("numCopiedRows", removed.copiedRows());
    if (target.command() == Command.DELETE) {
      transaction.metric("numDeletedRows", deleted);
    } else {
      transaction.metric("numUpdatedRows", updated);
    }
  }

  /** Removes the files that tasks wrote, which no commit holds. */
  void discardTasks(List<PlacedRows> tasks) {
    List<AddFile> files = new ArrayList<>(changes(tasks));
    tasks.forEach(task -> files.addAll(task.written().files()));
    discard(files);
  }

  private void discard(List<AddFile> files) {
    store.deleteAll(
        files.stream().map(file -> snapshot.paths().resolve(file.path()).key()).toList());
  }
}
