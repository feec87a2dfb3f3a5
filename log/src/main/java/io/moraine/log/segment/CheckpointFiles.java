package io.moraine.log.segment;

import java.util.List;

/**
 * A checkpoint of which all files are there and none is empty.
 *
 * @param version the version whose state it holds
 * @param files its parts in order; one, unless it has several
 */
public record CheckpointFiles(long version, List<LogFile> files) {
  public CheckpointFiles {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("A checkpoint needs a file, got none");
    }
  }

  /** What its files are. */
  public LogFile.Kind kind() {
    return files.get(0).kind();
  }
}
