package io.moraine.log.commit;

import io.moraine.core.error.StorageException;
import java.util.Objects;

/** What one attempt to write a log version came to. */
public sealed interface CommitAttempt {
  /** The version that was attempted. */
  long version();

  /** The version is ours. */
  record Committed(long version) implements CommitAttempt {}

  /** Another writer has it: check for conflicts against it, then try the next one. */
  record Lost(long version) implements CommitAttempt {}

  /** The store gave no clear answer. The files of this commit must not be deleted. */
  record Unknown(long version, StorageException cause) implements CommitAttempt {
    public Unknown {
      Objects.requireNonNull(cause, "cause");
    }
  }
}
