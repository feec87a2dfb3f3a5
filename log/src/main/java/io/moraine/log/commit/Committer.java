package io.moraine.log.commit;

import io.moraine.log.feature.FeatureGate.Access;
import java.util.Optional;

/**
 * Who decides which commit becomes a version: the file system by default, a catalog where the table
 * is managed by one. Safe for use by many threads.
 */
public interface Committer {
  /**
   * Attempts once to make {@code content} the commit of {@code version}, if no commit has it yet.
   *
   * @param content the whole commit, an action a line
   * @throws io.moraine.core.error.StorageException if the attempt certainly had no effect, now or
   *     later; a doubtful one is {@link CommitAttempt.Unknown}
   */
  CommitAttempt attempt(long version, byte[] content);

  /**
   * The commit of {@code version} as everyone sees it, or nothing if there is none yet.
   *
   * @throws io.moraine.core.error.StorageException if it cannot be told
   */
  Optional<byte[]> load(long version);

  /** How the table was found that commits go to. */
  default Access access() {
    return Access.BY_PATH;
  }

  /** Names the table in errors: its location. */
  String table();
}
