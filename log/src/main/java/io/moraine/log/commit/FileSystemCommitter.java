package io.moraine.log.commit;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import io.moraine.log.segment.LogFile;
import java.util.Objects;
import java.util.Optional;

/** A commit is the log file that was put first: {@code _delta_log/N.json}. */
public final class FileSystemCommitter implements Committer {
  private final ObjectStore store;

  /** Commits to the table at the root of {@code store}. */
  public FileSystemCommitter(ObjectStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  @Override
  public CommitAttempt attempt(long version, byte[] content) {
    String key = LogFile.commitKey(version);
    PutOutcome outcome = store.putIfAbsent(key, content);
    return switch (outcome) {
      case WON -> new CommitAttempt.Committed(version);
      case EXISTS -> new CommitAttempt.Lost(version);
      case UNKNOWN ->
          new CommitAttempt.Unknown(
              version,
              new StorageException(
                  "no clear answer to the conditional put of %s%s".formatted(store.root(), key)));
    };
  }

  @Override
  public Optional<byte[]> load(long version) {
    try {
      return Optional.of(store.read(LogFile.commitKey(version)));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public String table() {
    return store.root().toString();
  }
}
