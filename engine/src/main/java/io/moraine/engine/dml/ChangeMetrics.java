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
      long copied,
      List<AddFile> added,
      int removedFiles) {
    long bytes = added.stream().mapToLong(AddFile::size).sum();
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
}
