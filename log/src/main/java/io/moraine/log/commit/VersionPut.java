package io.moraine.log.commit;

import io.moraine.core.env.Environment;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.StorageException;
import java.util.Optional;

/**
 * Puts a version until it is known who has it.
 *
 * <p>A store may do what it was asked and lose the answer, so an unclear answer is settled by
 * reading the version back: a commit with our id is ours, one without it is another's, and where
 * there is none the same bytes are put again under the same condition. Equal bytes prove nothing,
 * so every commit carries an id of its own.
 */
public final class VersionPut {
  private static final Backoff BACKOFF = new Backoff(20, 5_000, 10);

  private final Committer committer;
  private final Environment environment;

  /** Puts through {@code committer}. */
  public VersionPut(Committer committer, Environment environment) {
    this.committer = committer;
    this.environment = environment;
  }

  /**
   * Puts {@code content} as {@code version}, and tells whether it is there for good.
   *
   * @param id the {@code commitInfo.txnId} in {@code content}, which no other commit has
   * @return {@link CommitAttempt.Committed} or {@link CommitAttempt.Lost}, never unknown
   * @throws CommitStateUnknownException if neither is known, also where the wait was interrupted
   * @throws StorageException if the version certainly is not ours and its put failed
   */
  public CommitAttempt put(long version, byte[] content, String id) {
    try {
      return putUntilKnown(version, content, id);
    } catch (StorageException | CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      // An interrupted wait, a fault in a store: nobody knows how far it came.
      throw new CommitStateUnknownException(committer.table(), version, id, e);
    }
  }

  private CommitAttempt putUntilKnown(long version, byte[] content, String id) {
    StorageException doubt = null;
    for (int attempts = 1; ; attempts++) {
      StorageException failure = null;
      try {
        CommitAttempt attempt = committer.attempt(version, content);
        if (attempt instanceof CommitAttempt.Unknown unknown) {
          doubt = unknown.cause();
        } else if (attempt instanceof CommitAttempt.Committed || doubt == null) {
          return attempt;
        }
      } catch (StorageException e) {
        failure = e;
      }
      // Also after a plain failure: a store may fail after the put had its effect.
      Optional<CommitAttempt> known = Optional.empty();
      try {
        known = resolve(version, id);
      } catch (StorageException | CorruptFileException e) {
        doubt = doubt == null ? new StorageException(e.getMessage(), e) : doubt;
      }
      if (known.isPresent()) {
        return known.get();
      } else if (doubt == null) {
        throw new StorageException(
            "Cannot commit version %d of %s, which stays as it was: %s"
                .formatted(version, committer.table(), failure.getMessage()),
            failure);
      } else if (attempts >= BACKOFF.maxAttempts()) {
        throw new CommitStateUnknownException(committer.table(), version, id, doubt);
      }
      BACKOFF.pause(attempts, environment);
    }
  }

  /**
   * Whether {@code version} is the commit that carries {@code id}; nothing if the version is not
   * there, which for a commit in doubt may still change.
   *
   * @throws StorageException if the version cannot be read
   * @throws CorruptFileException if what is there is no commit
   */
  public Optional<CommitAttempt> resolve(long version, String id) {
    return committer
        .load(version)
        .map(
            content -> {
              String source = "version %d of %s".formatted(version, committer.table());
              return CommitId.of(content, source).filter(id::equals).isPresent()
                  ? new CommitAttempt.Committed(version)
                  : new CommitAttempt.Lost(version);
            });
  }
}
