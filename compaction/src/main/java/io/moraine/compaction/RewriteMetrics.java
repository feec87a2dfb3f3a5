package io.moraine.compaction;

import io.moraine.log.action.AddFile;
import io.moraine.log.txn.Transaction;
import java.util.List;

/** The measures of a rewrite, by the names that Spark gives them. */
final class RewriteMetrics {
  private RewriteMetrics() {}

  /** Sets the measures of {@code transaction}, which puts {@code added} in the place of others. */
  static void record(Transaction transaction, List<AddFile> removed, List<AddFile> added) {
    long[] sizes = added.stream().mapToLong(AddFile::size).sorted().toArray();
    transaction
        .metric("numRemovedFiles", removed.size())
        .metric("numRemovedBytes", removed.stream().mapToLong(AddFile::size).sum())
        .metric("numAddedFiles", sizes.length)
        .metric("numAddedBytes", added.stream().mapToLong(AddFile::size).sum())
        .metric(
            "numDeletionVectorsRemoved",
            removed.stream().filter(file -> file.deletionVector() != null).count())
        .metric("minFileSize", quarter(sizes, 0))
        .metric("p25FileSize", quarter(sizes, 1))
        .metric("p50FileSize", quarter(sizes, 2))
        .metric("p75FileSize", quarter(sizes, 3))
        .metric("maxFileSize", quarter(sizes, 4));
  }

  /** The size after {@code quarters} quarters of {@code sizes}, which ascend; 0 of none. */
  private static long quarter(long[] sizes, int quarters) {
    if (sizes.length == 0) {
      return 0;
    }
    int index = (int) ((long) sizes.length * quarters / 4);
    return sizes[Math.min(index, sizes.length - 1)];
  }
}
