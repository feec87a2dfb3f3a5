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
 * the snapshot that was read, if it is of the version before, or the checksum of that version.
 */
public final class ChecksumHook implements PostCommitHook {
  /** Up to this many files, passing over all of them costs less than a call to a store. */
  private static final int FEW_FILES = 1_000;

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
    Optional<VersionChecksum> checksum =
        before(commit, version - 1)
            .map(before -> before.commit(commit.result().actions()))
            .flatMap(ChecksumBuilder::build);
    if (checksum.isPresent()) {
      // One that is there already is as good, and must stay.
      store.putIfAbsent(ChecksumFile.key(version), ChecksumFile.content(checksum.get()));
    }
  }

  private Optional<ChecksumBuilder> before(Commit commit, long version) {
    if (version < 0) {
      return Optional.of(ChecksumBuilder.empty(paths));
    }
    Snapshot read = commit.read();
    if (read == null || read.version() != version) {
      return ChecksumFile.read(store, version).map(before -> ChecksumBuilder.of(before, paths));
    }
    int files = read.files().size();
    if (files > ChecksumBuilder.MAX_FILES && files <= FEW_FILES) {
      return Optional.of(all(read));
    }
    return Optional.of(
        ChecksumFile.read(store, version)
            .filter(before -> agrees(before, read))
            .filter(before -> files > FEW_FILES || before.listsAllFiles())
            .map(before -> ChecksumBuilder.of(before, paths))
            .orElseGet(() -> all(read)));
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
