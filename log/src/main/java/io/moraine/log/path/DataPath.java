package io.moraine.log.path;

import org.jspecify.annotations.Nullable;

/**
 * A path of the log, understood.
 *
 * @param logged as the log has it
 * @param identity what equal files have in common: the store's key for those below the root, the
 *     canonical URI for others
 * @param problem why the file may not be opened; null if it may
 */
public record DataPath(String logged, String identity, @Nullable String problem) {
  /**
   * The file's key in the table's store.
   *
   * @throws PathNotAllowedException if it is not below the table's root, or the path is malformed
   */
  public String key() {
    if (problem != null) {
      throw new PathNotAllowedException(
          "The log names the file '%s', which may not be touched: %s".formatted(logged, problem));
    }
    return identity;
  }

  /** Whether the file is below the table's root, so that it has a key. */
  public boolean isAllowed() {
    return problem == null;
  }
}
