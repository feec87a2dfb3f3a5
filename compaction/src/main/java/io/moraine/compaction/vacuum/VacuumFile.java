package io.moraine.compaction.vacuum;

import java.util.Objects;

/**
 * A file that is to go.
 *
 * @param key below the table's folder
 * @param sizeBytes its size; 0 if the log, which is all that was looked at, does not tell
 * @param reason why it may go, for people
 */
public record VacuumFile(String key, long sizeBytes, String reason) {
  public VacuumFile {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(reason, "reason");
  }
}
