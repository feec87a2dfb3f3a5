package io.moraine.log.changes;

import io.moraine.log.action.AddFile;

/**
 * What a version does to rows of one file.
 *
 * @param kind what
 * @param file the file, with its partition values and what statistics there are of it; its deletion
 *     vector does not count
 * @param rows to which rows
 */
public record FileChange(Kind kind, AddFile file, FileRows rows) {
  /** What happens to rows. */
  public enum Kind {
    /** They come. */
    INSERT,
    /** They go. */
    DELETE,
    /** Each row of the file says it itself, in a column {@code _change_type}. */
    RECORDED
  }

  /** The same without statistics, which take room. */
  public FileChange withoutStatistics() {
    return new FileChange(kind, file.withStats(null), rows);
  }
}
