package io.moraine.log.checksum;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.segment.LogFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The file {@code N.crc} of the log, which holds version N's checksum. */
public final class ChecksumFile {
  private ChecksumFile() {}

  /** The key of {@code version}'s checksum. */
  public static String key(long version) {
    return LogFile.FOLDER + "/" + LogFile.prefix(version) + ".crc";
  }

  /** The checksum of {@code version}; nothing if there is none, or none that can be understood. */
  public static Optional<VersionChecksum> read(ObjectStore store, long version) {
    String key = key(version);
    try {
      return Optional.of(parse(store.read(key), store.root() + key));
    } catch (ObjectNotFoundException | CorruptFileException e) {
      // It only repeats what the log says; a bad one says nothing.
      return Optional.empty();
    }
  }

  /**
   * The checksum that {@code content} holds.
   *
   * @param file names the content in errors
   * @throws CorruptFileException if it is no checksum
   */
  public static VersionChecksum parse(byte[] content, String file) {
    JsonReader json = JsonReader.of(content, 0, content.length, file, 0);
    VersionChecksum checksum = ChecksumReader.read(json);
    json.end();
    return checksum;
  }

  /** The content of a file that holds {@code checksum}. */
  public static byte[] content(VersionChecksum checksum) {
    return (ChecksumWriter.write(checksum) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
