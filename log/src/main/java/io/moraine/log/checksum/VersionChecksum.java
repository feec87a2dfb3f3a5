package io.moraine.log.checksum;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.action.SetTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table came to at one version. Null is what its writer did not tell.
 *
 * @param txnId of the commit that made the version
 * @param tableSizeBytes the sum of the files' sizes
 * @param numFiles how many files there are
 * @param numDeletedRecords how many rows deletion vectors delete
 * @param numDeletionVectors how many files have a deletion vector
 * @param inCommitTimestamp the version's own time, where the table keeps such
 * @param setTransactions all of them
 * @param domainMetadata all of them, but removed ones
 * @param metadata null in files of early writers
 * @param protocol null in files of early writers
 * @param allFiles all of them; only of small tables
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#version-checksum-file">
 *     Version checksum file</a>
 */
public record VersionChecksum(
    @Nullable String txnId,
    long tableSizeBytes,
    long numFiles,
    @Nullable Long numDeletedRecords,
    @Nullable Long numDeletionVectors,
    @Nullable Long inCommitTimestamp,
    @Nullable List<SetTransaction> setTransactions,
    @Nullable List<DomainMetadata> domainMetadata,
    @Nullable Metadata metadata,
    @Nullable Protocol protocol,
    @Nullable FileSizeHistogram fileSizeHistogram,
    @Nullable DeletedRecordCounts deletedRecordCounts,
    @Nullable List<AddFile> allFiles) {
  public VersionChecksum {
    if (tableSizeBytes < 0 || numFiles < 0) {
      throw new IllegalArgumentException(
          "A table has at least 0 files and bytes, got %d files of %d bytes"
              .formatted(numFiles, tableSizeBytes));
    }
    setTransactions = copy(setTransactions);
    domainMetadata = copy(domainMetadata);
    allFiles = copy(allFiles);
  }

  private static <T> @Nullable List<T> copy(@Nullable List<T> list) {
    return list == null ? null : List.copyOf(list);
  }

  /** Whether the files that it lists are those that it counts. */
  public boolean listsAllFiles() {
    return allFiles != null
        && allFiles.size() == numFiles
        && allFiles.stream().mapToLong(AddFile::size).sum() == tableSizeBytes;
  }
}
