package io.moraine.core.store;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * A folder of the local file system.
 *
 * <p>An object is written to a hidden file beside its place, forced to the disk, and then linked or
 * renamed into place, and the folder is forced too: a crash at any moment leaves the object whole
 * or absent. Hidden files, whose names start with {@value #TEMPORARY}, are not objects: no listing
 * shows them. A hard link gives put-if-absent, which the file system does atomically; where it has
 * no links, the put is refused.
 */
public final class LocalStore implements ObjectStore {
  /** What the names of unfinished files start with. */
  static final String TEMPORARY = ".moraine-tmp-";

  private static final Comparator<ObjectStatus> BY_UTF8_KEY =
      (left, right) -> Keys.compareUtf8(left.key(), right.key());

  /** Files that one task looks up when a folder is listed. */
  private static final int LOOKED_UP_AT_ONCE = 512;

  private static final int BUFFER_BYTES = 64 << 10;
  private static final int KEPT_BUFFERS = 16;

  private final Path folder;
  private final Environment environment;

  /** Buffers that no read uses. */
  private final Queue<byte[]> buffers = new ArrayBlockingQueue<>(KEPT_BUFFERS);

  /** The store of {@code folder}, which is made when the first object is written. */
  public LocalStore(Path folder, Environment environment) {
    this.folder = folder.toAbsolutePath().normalize();
    this.environment = environment;
  }

  @Override
  public URI root() {
    String text = folder.toUri().toString();
    return URI.create(text.endsWith("/") ? text : text + "/");
  }

  private Path path(String key) {
    return folder.resolve(Keys.require(key));
  }

  @Override
  public ObjectStatus status(String key) {
    Path path = path(key);
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new ObjectNotFoundException(path.toString());
      }
      return status(key, attributes);
    } catch (IOException e) {
      throw failure("look up", path, e);
    }
  }

  private static ObjectStatus status(String key, BasicFileAttributes attributes) {
    return new ObjectStatus(key, attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  @Override
  public byte[] read(String key) {
    Path path = path(key);
    byte[] buffer = buffers.poll();
    if (buffer == null) {
      buffer = new byte[BUFFER_BYTES];
    }
    try {
      int length = path.getFileSystem() == FileSystems.getDefault() ? read(path, buffer) : -1;
      return length < 0 ? Files.readAllBytes(path) : Arrays.copyOf(buffer, length);
    } catch (IOException e) {
      throw failure("read", path, e);
    } finally {
      buffers.offer(buffer);
    }
  }

  /**
   * Reads a small file: opened and read, without a look at its size first, in two thirds of the
   * time. Returns its length; −1 if it is not small, or cannot be opened.
   */
  private static int read(Path path, byte[] buffer) throws IOException {
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      int length = 0;
      while (length < buffer.length) {
        int more = in.read(buffer, length, buffer.length - length);
        if (more < 0) {
          return length;
        }
        length += more;
      }
      return -1;
    } catch (FileNotFoundException e) {
      // Not only where there is none: the other way of opening tells why.
      return -1;
    }
  }

  @Override
  public ObjectReader open(String key) {
    Path path = path(key);
    try {
      return new LocalReader(path);
    } catch (IOException e) {
      throw failure("open", path, e);
    }
  }

  /** Looks up many files several at once; those before {@code firstName} not at all. */
  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    Path start = folder.isEmpty() ? this.folder : path(folder);
    String prefix = folder.isEmpty() ? "" : folder + "/";
    List<Path> entries = entries(start, firstName);
    ObjectStatus[] found = new ObjectStatus[entries.size()];
    int tasks = (found.length + LOOKED_UP_AT_ONCE - 1) / LOOKED_UP_AT_ONCE;
    Parallel.in(environment)
        .forEach(
            tasks,
            task -> {
              int to = Math.min(found.length, (task + 1) * LOOKED_UP_AT_ONCE);
              for (int i = task * LOOKED_UP_AT_ONCE; i < to; i++) {
                found[i] = file(entries.get(i), prefix);
              }
            });
    return Arrays.stream(found).filter(Objects::nonNull).iterator();
  }

  /** What is in {@code start}, from the name {@code firstName} on, in the order of names. */
  private static List<Path> entries(Path start, String firstName) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(start)) {
      for (Path entry : all) {
        String name = entry.getFileName().toString();
        if (!name.startsWith(TEMPORARY) && Keys.compareUtf8(name, firstName) >= 0) {
          entries.add(entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw failure("list", start, e);
    }
    entries.sort(
        (left, right) ->
            Keys.compareUtf8(left.getFileName().toString(), right.getFileName().toString()));
    return entries;
  }

  /** The file {@code entry}; null if it is a folder, or gone. */
  private static ObjectStatus file(Path entry, String prefix) {
    try {
      BasicFileAttributes attributes = attributes(entry);
      return attributes == null || attributes.isDirectory()
          ? null
          : status(prefix + entry.getFileName(), attributes);
    } catch (IOException e) {
      throw failure("list", entry, e);
    }
  }

  /**
   * Folders without a file in them are listed too: to look into each would cost more than it tells.
   */
  @Override
  public List<String> listFolders(String folder) {
    Path start = folder.isEmpty() ? this.folder : path(folder);
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(start, Files::isDirectory)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw failure("list", start, e);
    }
    names.sort(Keys::compareUtf8);
    return names;
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folder) {
    List<ObjectStatus> found = new ArrayList<>();
    Path start = folder.isEmpty() ? this.folder : path(folder);
    collect(start, folder.isEmpty() ? "" : folder + "/", found);
    found.sort(BY_UTF8_KEY);
    return found.iterator();
  }

  /** Files that vanish while the folder is read are left out: another writer removed them. */
  private static void collect(Path start, String prefix, List<ObjectStatus> found) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(start)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith(TEMPORARY)) {
          continue;
        }
        BasicFileAttributes attributes = attributes(entry);
        if (attributes == null) {
          continue;
        }
        if (!attributes.isDirectory()) {
          found.add(status(prefix + name, attributes));
        } else {
          collect(entry, prefix + name + "/", found);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return;
    } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
      throw failure("list", start, e);
    }
  }

  /** The attributes of {@code path}, or null if it is gone. */
  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    Path path = path(key);
    Path temporary = writeTemporary(path, content);
    try {
      Files.createLink(path, temporary);
    } catch (FileAlreadyExistsException e) {
      return PutOutcome.EXISTS;
    } catch (UnsupportedOperationException e) {
      throw new StorageException(
          "Cannot put %s if absent: the file system has no hard links".formatted(path), e);
    } catch (IOException e) {
      // Network file systems may report an error for a link that they made.
      return PutOutcome.UNKNOWN;
    } finally {
      deleteQuietly(temporary);
    }
    try {
      Durability.forceFolder(path.getParent());
      return PutOutcome.WON;
    } catch (IOException e) {
      return PutOutcome.UNKNOWN;
    }
  }

  @Override
  public void put(String key, byte[] content) {
    Path path = path(key);
    Path temporary = writeTemporary(path, content);
    try {
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      Durability.forceFolder(path.getParent());
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw failure("write", path, e);
    }
  }

  private Path writeTemporary(Path path, byte[] content) {
    Path temporary = temporary(path);
    try {
      Durability.createFolders(path.getParent());
      Durability.writeForced(temporary, content);
      return temporary;
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw failure("write", path, e);
    }
  }

  private Path temporary(Path path) {
    return path.resolveSibling(TEMPORARY + environment.newId());
  }

  @Override
  public ObjectWriter create(String key) {
    Path path = path(key);
    try {
      Durability.createFolders(path.getParent());
      return new LocalWriter(path, temporary(path));
    } catch (IOException e) {
      throw failure("create", path, e);
    }
  }

  @Override
  public void delete(String key) {
    Path path = path(key);
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw failure("delete", path, e);
    }
  }

  static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // What stays is a hidden file that no listing shows; the operation's own outcome counts.
      return;
    }
  }

  static StorageException failure(String what, Path path, Exception e) {
    if (e instanceof NoSuchFileException) {
      return new ObjectNotFoundException(path.toString());
    }
    return new StorageException("Cannot %s %s: %s".formatted(what, path, reason(path, e)), e);
  }

  private static String reason(Path path, Exception e) {
    for (Path above = path.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        return "%s is a file, expected a folder".formatted(above);
      }
    }
    if (e instanceof AccessDeniedException denied) {
      return "permission denied for %s".formatted(denied.getFile());
    }
    return e.getMessage() == null
        ? e.toString()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
