package io.moraine.compaction.check;

import java.util.Objects;

/**
 * Something that is wrong with a table.
 *
 * @param path of the file, as the log has it; of files of the log, the key
 * @param problem what is wrong: expected against found
 * @param remedy what mends it
 */
public record Finding(Kind kind, String path, String problem, String remedy) {
  /** What can be wrong, the worst first. */
  public enum Kind {
    /** A data file is gone. */
    MISSING_FILE,
    /** The deletion vector of a data file is gone. */
    MISSING_VECTOR,
    /** A data file cannot be read. */
    UNREADABLE_FILE,
    /** A data file has another size. */
    WRONG_SIZE,
    /** The log says of a file's rows what is not so: queries may leave rows out. */
    WRONG_STATISTICS,
    /** A checkpoint cannot be read, or contradicts its version's checksum. */
    BROKEN_CHECKPOINT,
    /** The version's checksum contradicts it. */
    WRONG_CHECKSUM,
    /** Files that no version needs. */
    ORPHANED_FILES
  }

  public Finding {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(problem, "problem");
    Objects.requireNonNull(remedy, "remedy");
  }
}
