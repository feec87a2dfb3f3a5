package io.moraine.compaction.copy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How a table is cloned.
 *
 * @param depth whether files are copied
 * @param existing what to do about a table that is there
 * @param properties that the clone has besides the source's, as {@code TBLPROPERTIES} gives them
 */
public record CloneOptions(Depth depth, Existing existing, Map<String, String> properties) {
  /** A copy of everything, where no table is. */
  public static final CloneOptions DEEP = new CloneOptions(Depth.DEEP, Existing.REFUSED, Map.of());

  /** A table of the source's files, where no table is. */
  public static final CloneOptions SHALLOW =
      new CloneOptions(Depth.SHALLOW, Existing.REFUSED, Map.of());

  /** Whether files are copied. */
  public enum Depth {
    /** The clone's log names the source's files, which must stay. */
    SHALLOW,
    /** The clone has files of its own. */
    DEEP
  }

  /** What becomes of a table that is there. */
  public enum Existing {
    /** It is an error. */
    REFUSED,
    /** It stays as it is. */
    KEPT,
    /** It becomes the clone, as a new version. */
    REPLACED
  }

  public CloneOptions {
    Objects.requireNonNull(depth, "depth");
    Objects.requireNonNull(existing, "existing");
    properties = Map.copyOf(new LinkedHashMap<>(properties));
  }

  /** The same with another choice about a table that is there. */
  public CloneOptions withExisting(Existing newExisting) {
    return new CloneOptions(depth, newExisting, properties);
  }

  /** The same with these properties. */
  public CloneOptions withProperties(Map<String, String> newProperties) {
    return new CloneOptions(depth, existing, newProperties);
  }
}
