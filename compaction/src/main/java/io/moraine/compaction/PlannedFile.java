package io.moraine.compaction;

import java.util.Objects;

/**
 * A data file to be rewritten.
 *
 * @param path as the log has it
 * @param sizeBytes its size
 * @param rows how many rows it holds that are not deleted, −1 if the log does not tell
 * @param purge whether it is rewritten for the rows that it has lost, also alone
 */
public record PlannedFile(String path, long sizeBytes, long rows, boolean purge) {
  public PlannedFile {
    Objects.requireNonNull(path, "path");
    if (sizeBytes < 0 || rows < -1) {
      throw new IllegalArgumentException(
          "A file needs a size of at least 0 and -1 or more rows, got %d and %d for %s"
              .formatted(sizeBytes, rows, path));
    }
  }
}
