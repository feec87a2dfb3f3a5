package io.moraine.engine.dml;

import io.moraine.log.action.AddFile;
import io.moraine.log.txn.Transaction;
import java.util.List;

/** What the table's history tells of a change, under Spark's names. */
final class ChangeMetrics {
  private ChangeMetrics() {}

  static void record(
      Transaction transaction,
      TableChange.Kind kind,
      ChangedRows rows,
      long deleted,
      RowRemoval removal,
      List<AddFile> added,
      int removedFiles) {
    long copied = removal.copiedRows();
    long bytes = added.stream().mapToLong(AddFile::size).sum();
    if (kind != TableChange.Kind.INSERT) {
      vectors(
          transaction,
          kind == TableChange.Kind.MERGE ? "numTargetDeletionVectors" : "numDeletionVectors",
          removal);
    }
    switch (kind) {
      case INSERT ->
          transaction
              .metric("numFiles", added.size())
              .metric("numOutputRows", rows.inserted())
              .metric("numOutputBytes", bytes);
      case DELETE ->
          transaction
              .metric("numRemovedFiles", removedFiles)
              .metric("numAddedFiles", added.size())
              .metric("numDeletedRows", deleted)
              .metric("numCopiedRows", copied);
      case UPDATE ->
          transaction
              .metric("numRemovedFiles", removedFiles)
              .metric("numAddedFiles", added.size())
              .metric("numUpdatedRows", rows.updated())
              .metric("numCopiedRows", copied);
      case MERGE ->
          transaction
              .metric("numTargetRowsInserted", rows.inserted())
              .metric("numTargetRowsUpdated", rows.updated())
              .metric("numTargetRowsDeleted", deleted)
              .metric("numTargetRowsCopied", copied)
              .metric("numOutputRows", rows.inserted() + rows.updated() + copied)
              .metric("numTargetFilesAdded", added.size())
              .metric("numTargetFilesRemoved", removedFiles);
    }
  }

  private static void vectors(Transaction transaction, String prefix, RowRemoval removal) {
    long updated = count(removal.unmarked());
    transaction
        .metric(prefix + "Added", removal.unmarked().size() - updated)
        .metric(prefix + "Updated", updated)
        .metric(prefix + "Removed", count(removal.left()));
  }

  private static long count(List<AddFile> files) {
    return files.stream().filter(file -> file.deletionVector() != null).count();
  }
}
