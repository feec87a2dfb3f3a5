package io.moraine.log.catalog;

import io.moraine.log.segment.LogFile;

/** The names of commits that wait for their ratification. */
final class StagedCommits {
  private static final String FOLDER = LogFile.FOLDER + "/_staged_commits/";

  private StagedCommits() {}

  /** A name for a commit that may become {@code version}. */
  static String name(long version, String id) {
    return "%020d.%s.json".formatted(version, id);
  }

  /** The key of the staged commit called {@code name}. */
  static String key(String name) {
    return FOLDER + name;
  }
}
