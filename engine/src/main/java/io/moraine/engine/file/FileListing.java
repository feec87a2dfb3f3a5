package io.moraine.engine.file;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.Stores;
import io.moraine.engine.file.source.SourceFile;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Finds the files that a location means: the file itself, or those in a folder. */
final class FileListing {
  private FileListing() {}

  /**
   * The file at {@code location}, or the files at any depth below it, by name. Of those below,
   * hidden ones (whose path has a name that starts with {@code _} or {@code .}) and those of other
   * formats than that of {@code options}, if there is one, do not count.
   *
   * @throws InvalidInputException if there are none
   */
  static List<SourceFile> files(String location, FileOptions options, Environment environment) {
    Optional<FileFormat> format = options.format();
    URI uri = Stores.location(location);
    String raw = uri.getRawPath();
    String path = raw.substring(0, raw.length() - 1);
    String name = decode(path.substring(path.lastIndexOf('/') + 1));
    URI parent = uri.resolve("..");
    if (name.isEmpty()) {
      throw new InvalidInputException("Not a file or folder of files: %s".formatted(location));
    }
    ObjectStore store = Stores.open(parent, options.stores(), environment);
    List<SourceFile> found = new ArrayList<>();
    for (Iterator<ObjectStatus> below = store.listTree(name); below.hasNext(); ) {
      ObjectStatus status = below.next();
      boolean wanted =
          format.isEmpty()
              || FileFormat.ofFile(status.key()).map(format.get()::equals).orElse(true);
      if (wanted && !isHidden(status.key().substring(name.length() + 1))) {
        found.add(new SourceFile(store, status.key(), status.sizeBytes()));
      }
    }
    if (found.isEmpty()) {
      found.add(single(store, name, location));
    }
    return found;
  }

  private static SourceFile single(ObjectStore store, String name, String location) {
    try {
      return new SourceFile(store, name, store.status(name).sizeBytes());
    } catch (ObjectNotFoundException e) {
      throw new InvalidInputException(
          "No such file, or no files to read in the folder: %s".formatted(location), e);
    }
  }

  private static boolean isHidden(String path) {
    for (String part : path.split("/", -1)) {
      // Partition folders may begin so, but then they have a value.
      if (part.startsWith(".") || (part.startsWith("_") && !part.contains("="))) {
        return true;
      }
    }
    return false;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
