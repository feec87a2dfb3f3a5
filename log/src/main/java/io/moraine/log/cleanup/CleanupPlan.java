package io.moraine.log.cleanup;

import io.moraine.core.store.ObjectStatus;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a clean-up of the log is to remove.
 *
 * @param earliest the version of the checkpoint from which on all stays; nothing if all of the log
 *     stays
 * @param files what goes, in the order in which it goes; none without {@code earliest}
 * @param reason why all of the log stays, for people; empty with {@code earliest}
 */
public record CleanupPlan(OptionalLong earliest, List<ObjectStatus> files, String reason) {
  public CleanupPlan {
    files = List.copyOf(files);
  }

  static CleanupPlan nothing(String reason) {
    return new CleanupPlan(OptionalLong.empty(), List.of(), reason);
  }

  /** How many bytes the files have. */
  public long sizeBytes() {
    return files.stream().mapToLong(ObjectStatus::sizeBytes).sum();
  }
}
