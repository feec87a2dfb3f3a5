package io.moraine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;

/** Turns tables into such as recorded their changes, which Moraine makes none of yet. */
final class ChangeFeeds {
  private ChangeFeeds() {}

  /** Lets a table whose versions only added rows have had the property from its first one on. */
  static void enable(Path table) throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(table.resolve("_delta_log"))) {
      files = list.toList();
    }
    for (Path file : files) {
      if (file.toString().endsWith(".crc")) {
        Files.delete(file);
      } else if (file.toString().endsWith(".json")) {
        String text = Files.readString(file);
        FileTime committed = Files.getLastModifiedTime(file);
        Files.writeString(
            file,
            text.replace(
                "\"configuration\":{",
                "\"configuration\":{\"delta.enableChangeDataFeed\":\"true\""));
        Files.setLastModifiedTime(file, committed);
      }
    }
  }
}
