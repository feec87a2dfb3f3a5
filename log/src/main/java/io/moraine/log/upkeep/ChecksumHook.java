package io.moraine.log.upkeep;

import io.moraine.core.store.ObjectStore;
import io.moraine.log.checksum.ChecksumBuilder;
import io.moraine.log.checksum.ChecksumFile;
import io.moraine.log.checksum.VersionChecksum;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.txn.PostCommitHook;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the checksum of each version that was committed, where it follows from what is at hand:
 * the checksum of the version before, or the snapshot that was read, if it is of that version.
 */
public final class ChecksumHook implements PostCommitHook {
  private final ObjectStore store;
  private final DataPaths paths;

  /** Checksums of the table at the root of {@code store}. */
  public ChecksumHook(ObjectStore store) {
    this.store = Objects.requireNonNull(store, "store");
    this.paths = new DataPaths(store.root());
  }

  @Override
  public String name() {
    return "version checksum";
  }

  @Override
  public void afterCommit(Commit commit) {
    long version = commit.result().version();
    Optional<VersionChecksum> checksum = derive(commit, version - 1);
    if (checksum.isPresent()) {
      // One that is there already is as good, and must stay.
      store.putIfAbsent(ChecksumFile.key(version), ChecksumFile.content(checksum.get()));
    }
  }

  private Optional<VersionChecksum> derive(Commit commit, long before) {
    if (before < 0) {
      return ChecksumBuilder.empty(paths).commit(commit.result().actions()).build();
    }
    Snapshot known = commit.read();
    Snapshot read = known == null || known.version() != before ? null : known;
    Optional<VersionChecksum> derived =
        ChecksumFile.read(store, before)
            .filter(checksum -> read == null || agrees(checksum, read))
            .map(checksum -> ChecksumBuilder.of(checksum, paths))
            .flatMap(builder -> builder.commit(commit.result().actions()).build());
    return derived.isPresent() || read == null
        ? derived
        : all(read).commit(commit.result().actions()).build();
  }

  private static boolean agrees(VersionChecksum checksum, Snapshot snapshot) {
    return checksum.numFiles() == snapshot.files().size()
        && checksum.tableSizeBytes() == snapshot.files().sizeBytes();
  }

  private ChecksumBuilder all(Snapshot snapshot) {
    ChecksumBuilder builder = ChecksumBuilder.empty(paths);
    builder.state(snapshot.protocol());
    builder.state(snapshot.metadata());
    snapshot.setTransactions().values().forEach(builder::state);
    snapshot.domainMetadata().values().forEach(builder::state);
    LiveFiles files = snapshot.files();
    if (files.size() <= ChecksumBuilder.MAX_FILES) {
      files.forEach(builder::state);
    } else {
      // The whole actions may have to be read once more, and would not be listed.
      for (int i = 0; i < files.size(); i++) {
        builder.file(files.path(i), files.sizeBytes(i), files.deletionVector(i));
      }
    }
    return builder;
  }
}
