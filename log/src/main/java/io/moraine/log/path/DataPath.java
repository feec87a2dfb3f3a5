package io.moraine.log.path;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A path of the log, understood.
 *
 * @param logged as the log has it
 * @param identity what equal files have in common: the store's key for those below the root, the
 *     canonical URI for others
 * @param problem why the file has no key; null if it has one
 * @param external where the file is if it is well named, but not below the table's root; null for
 *     all others
 */
public record DataPath(
    String logged, String identity, @Nullable String problem, @Nullable External external) {
  private static final String HINT =
      ". A shallow clone has such files; they are read if the option allowExternalPaths is set";

  /**
   * A place outside of the table.
   *
   * @param root of the store that has it: a scheme and an authority
   * @param key in that store
   */
  public record External(URI root, String key) {}

  /** A path below the root, or a malformed one. */
  public DataPath(String logged, String identity, @Nullable String problem) {
    this(logged, identity, problem, null);
  }

  /**
   * The file's key in the table's store.
   *
   * @throws PathNotAllowedException if it is not below the table's root, or the path is malformed
   */
  public String key() {
    if (problem != null) {
      throw new PathNotAllowedException(
          "The log names the file '%s', which may not be touched: %s%s"
              .formatted(logged, problem, external == null ? "" : HINT));
    }
    return identity;
  }

  /** Whether the file is below the table's root, so that it has a key. */
  public boolean isAllowed() {
    return problem == null;
  }
}
