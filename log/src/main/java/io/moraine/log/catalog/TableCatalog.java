package io.moraine.log.catalog;

import java.net.URI;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What decides which commits are versions of the tables that it manages. Safe for use by many
 * threads.
 *
 * <p>Methods throw a {@link io.moraine.core.error.StorageException} where they certainly had no
 * effect and an answer cannot be given.
 */
public interface TableCatalog {
  /** Its name, for people. */
  String name();

  /** The versions of the table at {@code table}; empty if the catalog does not manage it. */
  Optional<Versions> versions(URI table);

  /** The name of the staged commit that is {@code version}, published or not; empty for none. */
  Optional<String> staged(URI table, long version);

  /**
   * Makes a staged commit {@code version} of the table, if the one before it is ratified and it is
   * not.
   *
   * @param staged the name of the commit's file among the staged ones
   */
  Ratification ratify(URI table, long version, String staged);

  /** Takes note that all versions up to {@code version} are in the log. */
  void published(URI table, long version);

  /**
   * What a catalog knows of a table.
   *
   * @param latest the newest version, −1 before the first
   * @param unpublished the names of staged commits that the log may lack, by version
   */
  record Versions(long latest, NavigableMap<Long, String> unpublished) {
    public Versions {
      unpublished = new TreeMap<>(unpublished);
    }
  }

  /** What one attempt to have a commit ratified came to. */
  enum Ratification {
    /** It is the version. */
    RATIFIED,
    /** Another is, or the version before is not there. */
    LOST,
    /** The catalog gave no clear answer. */
    UNKNOWN
  }
}
