package io.moraine.log.snapshot;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.segment.LogListing;
import java.util.Optional;

/** What to do about a version's checksum that is not what its state comes to. */
public enum ChecksumPolicy {
  /**
   * Look for another way to the state, past the checkpoint that may be wrong, and refuse a state
   * that a checkpoint took part in if there is none. One that all commits from the first on make up
   * is what the table is, whatever its checksum says; then there is a warning.
   */
  VERIFY,

  /** Take the state, and look at no checksum. */
  IGNORE;

  /** The error that {@code snapshot}'s checksum says otherwise, with both figures and the file. */
  Optional<CorruptTableException> contradiction(
      Snapshot snapshot, LogListing listing, ObjectStore store) {
    return this == VERIFY && listing.hasChecksum(snapshot.version())
        ? ChecksumFile.read(store, snapshot.version())
            .filter(checksum -> isOf(snapshot, checksum))
            .filter(checksum -> !agrees(snapshot, checksum))
            .map(checksum -> contradiction(snapshot, checksum, store))
        : Optional.empty();
  }

  /** A file that another commit left behind says nothing of this one. */
  private static boolean isOf(Snapshot snapshot, VersionChecksum checksum) {
    Optional<String> committed = snapshot.commitInfo().flatMap(CommitInfo::txnId);
    return committed.isEmpty()
        || checksum.txnId() == null
        || committed.get().equals(checksum.txnId());
  }

  private static boolean agrees(Snapshot snapshot, VersionChecksum checksum) {
    return snapshot.files().size() == checksum.numFiles()
        && snapshot.files().sizeBytes() == checksum.tableSizeBytes();
  }

  private static CorruptTableException contradiction(
      Snapshot snapshot, VersionChecksum checksum, ObjectStore store) {
    return new CorruptTableException(
        "Version %d of %s contradicts its checksum: the log comes to %d files of %d bytes, %s says %d files of %d bytes. A checkpoint or commit was changed after it was written, or written wrong; the version is read nevertheless if the option ignoreChecksums is set"
            .formatted(
                snapshot.version(),
                store.root(),
                snapshot.files().size(),
                snapshot.files().sizeBytes(),
                ChecksumFile.key(snapshot.version()),
                checksum.numFiles(),
                checksum.tableSizeBytes()));
  }
}
