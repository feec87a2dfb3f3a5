package io.moraine.log.cleanup;

import java.util.Optional;

/**
 * The hidden files in which Hadoop's local file system keeps a file's checksum beside the file:
 * {@code .7.json.crc} beside {@code 7.json}. Nothing but that file system reads them.
 */
final class LocalChecksums {
  private static final String BEFORE = ".";
  private static final String AFTER = ".crc";

  /** Names of all of them are from here on, and before the names of the log's files. */
  static final String FIRST_NAME = BEFORE;

  private LocalChecksums() {}

  /** The name of the file that the file of {@code name} is about; nothing if it is no checksum. */
  static Optional<String> subject(String name) {
    return name.startsWith(BEFORE)
            && name.endsWith(AFTER)
            && name.length() > BEFORE.length() + AFTER.length()
        ? Optional.of(name.substring(BEFORE.length(), name.length() - AFTER.length()))
        : Optional.empty();
  }
}
