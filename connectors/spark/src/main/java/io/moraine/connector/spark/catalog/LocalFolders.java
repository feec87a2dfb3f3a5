package io.moraine.connector.spark.catalog;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.StorageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What only the local file system can do, and has to: folders are things of their own there. */
final class LocalFolders {
  private LocalFolders() {}

  private static boolean isLocal(URI root) {
    return "file".equals(root.getScheme());
  }

  /** Removes the folders at and below {@code root} that hold nothing, where there are folders. */
  static void removeEmpty(URI root) {
    if (!isLocal(root) || !Files.isDirectory(Path.of(root))) {
      return;
    }
    try (Stream<Path> tree = Files.walk(Path.of(root))) {
      List<Path> deepestFirst =
          tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
      for (Path folder : deepestFirst) {
        try (Stream<Path> content = Files.list(folder)) {
          if (content.findAny().isEmpty()) {
            Files.delete(folder);
          }
        }
      }
    } catch (IOException e) {
      throw new StorageException("Cannot remove the empty folders of %s".formatted(root), e);
    }
  }

  /**
   * Gives the folder {@code from} the place {@code to}.
   *
   * @throws InvalidInputException if it is in a store that has no folders to be moved
   */
  static void move(URI from, URI to) {
    if (!isLocal(from) || !isLocal(to)) {
      throw new InvalidInputException(
          "Cannot rename %s to %s: its store cannot move a folder in one step. Clone the table, then drop it"
              .formatted(from, to));
    }
    try {
      Files.createDirectories(Path.of(to).getParent());
      Files.move(Path.of(from), Path.of(to));
    } catch (IOException e) {
      throw new StorageException("Cannot rename %s to %s".formatted(from, to), e);
    }
  }
}
