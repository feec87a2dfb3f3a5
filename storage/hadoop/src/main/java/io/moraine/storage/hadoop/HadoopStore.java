package io.moraine.storage.hadoop;

import io.moraine.core.env.Environment;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.StorageException;
import io.moraine.core.store.Keys;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.store.PutOutcome;
import io.moraine.core.store.Secrets;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * A folder of a file system that Hadoop knows.
 *
 * <p>An object is written to a hidden file beside its place and renamed: readers see all of it or
 * nothing. The old {@code FileSystem.rename} answers false where a file is in the way, and some
 * implementations then have moved something else; {@code FileContext.rename} says what happened.
 */
final class HadoopStore implements ObjectStore {
  /** What the names of unfinished files start with. */
  static final String TEMPORARY = ".moraine-tmp-";

  private final URI root;
  private final Path folder;
  private final FileSystem files;
  private final FileContext context;
  private final boolean atomic;
  private final Environment environment;

  private HadoopStore(
      URI root, Path folder, FileSystem files, FileContext context, Environment environment) {
    this.root = root;
    this.folder = folder;
    this.files = files;
    this.context = context;
    this.atomic =
        HadoopProvider.ATOMIC.contains(String.valueOf(root.getScheme()).toLowerCase(Locale.ROOT));
    this.environment = environment;
  }

  static HadoopStore open(URI root, Configuration configuration, Environment environment) {
    try {
      String path = root.getPath().replaceFirst("/+$", "");
      Path folder = new Path(root.getScheme(), root.getAuthority(), path.isEmpty() ? "/" : path);
      // Not the shared one: closing it would close that of others.
      FileSystem files = FileSystem.newInstance(folder.toUri(), configuration);
      return new HadoopStore(
          root,
          folder,
          files,
          FileContext.getFileContext(folder.toUri(), configuration),
          environment);
    } catch (IOException | IllegalArgumentException e) {
      throw new StorageException(
          "Cannot open %s: %s".formatted(root, Secrets.mask(String.valueOf(e.getMessage()))), e);
    }
  }

  @Override
  public URI root() {
    return root;
  }

  private Path path(String key) {
    Keys.require(key);
    try {
      String above = folder.toUri().getPath();
      String path = above.endsWith("/") ? above + key : above + "/" + key;
      return new Path(folder.toUri().getScheme(), folder.toUri().getAuthority(), path);
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          "Not a key that the file system takes: '%s' (%s)".formatted(key, e.getMessage()), e);
    }
  }

  private String location(String key) {
    return root + key;
  }

  static StorageException failure(String deed, String location, IOException e) {
    if (e instanceof FileNotFoundException) {
      return new ObjectNotFoundException(location);
    }
    return new StorageException(
        "Cannot %s %s: %s".formatted(deed, location, Secrets.mask(String.valueOf(e.getMessage()))),
        Secrets.mask(e));
  }

  @Override
  public ObjectStatus status(String key) {
    try {
      FileStatus status = files.getFileStatus(path(key));
      if (status.isDirectory()) {
        throw new ObjectNotFoundException(location(key));
      }
      return new ObjectStatus(key, status.getLen(), status.getModificationTime());
    } catch (IOException e) {
      throw failure("look up", location(key), e);
    }
  }

  @Override
  public byte[] read(String key) {
    int length = Math.toIntExact(status(key).sizeBytes());
    byte[] content = new byte[length];
    try (FSDataInputStream in = files.open(path(key))) {
      in.readFully(0, content, 0, length);
      return content;
    } catch (IOException e) {
      throw failure("read", location(key), e);
    }
  }

  @Override
  public ObjectReader open(String key) {
    long size = status(key).sizeBytes();
    try {
      return new HadoopReader(location(key), files.open(path(key)), size);
    } catch (IOException e) {
      throw failure("open", location(key), e);
    }
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folderKey, String firstName) {
    String prefix = folderKey.isEmpty() ? "" : folderKey + "/";
    List<ObjectStatus> found = new ArrayList<>();
    for (FileStatus status : list(folderKey)) {
      String name = status.getPath().getName();
      if (status.isFile() && Keys.compareUtf8(name, firstName) >= 0) {
        found.add(new ObjectStatus(prefix + name, status.getLen(), status.getModificationTime()));
      }
    }
    found.sort((left, right) -> Keys.compareUtf8(left.key(), right.key()));
    return found.iterator();
  }

  @Override
  public List<String> listFolders(String folderKey) {
    List<String> names = new ArrayList<>();
    for (FileStatus status : list(folderKey)) {
      if (status.isDirectory()) {
        names.add(status.getPath().getName());
      }
    }
    names.sort(Keys::compareUtf8);
    return names;
  }

  @Override
  public Iterator<ObjectStatus> listTree(String folderKey) {
    List<ObjectStatus> found = new ArrayList<>();
    collect(folderKey, found);
    found.sort((left, right) -> Keys.compareUtf8(left.key(), right.key()));
    return found.iterator();
  }

  private void collect(String folderKey, List<ObjectStatus> found) {
    String prefix = folderKey.isEmpty() ? "" : folderKey + "/";
    for (FileStatus status : list(folderKey)) {
      String key = prefix + status.getPath().getName();
      if (status.isDirectory()) {
        collect(key, found);
      } else {
        found.add(new ObjectStatus(key, status.getLen(), status.getModificationTime()));
      }
    }
  }

  /** What is directly in a folder; nothing if it is no folder. Hidden files are left out. */
  private List<FileStatus> list(String folderKey) {
    Path start = folderKey.isEmpty() ? folder : path(folderKey);
    List<FileStatus> found = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> all = files.listStatusIterator(start);
      while (all.hasNext()) {
        FileStatus status = all.next();
        // Of a file, the listing is the file itself.
        boolean hidden = status.getPath().getName().startsWith(TEMPORARY);
        if (!hidden && !status.getPath().toUri().getPath().equals(start.toUri().getPath())) {
          found.add(status);
        }
      }
      return found;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw failure("list", location(folderKey), e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws StorageException if the file system does not rename in one step
   */
  @Override
  public PutOutcome putIfAbsent(String key, byte[] content) {
    Path path = path(key);
    if (!atomic) {
      throw new StorageException(
          "Cannot put %s if absent: file systems of scheme '%s' do not promise to rename a file in one step and never over another, so that one of two writers could overwrite the other's commit. Tables there can only be read."
              .formatted(location(key), root.getScheme()));
    }
    Path temporary = writeTemporary(key, path, content);
    try {
      context.rename(temporary, path, Options.Rename.NONE);
      return PutOutcome.WON;
    } catch (FileAlreadyExistsException e) {
      deleteQuietly(temporary);
      return PutOutcome.EXISTS;
    } catch (IOException e) {
      // The answer may be lost after the rename: the file is left for whoever reads it back.
      return PutOutcome.UNKNOWN;
    }
  }

  private Path writeTemporary(String key, Path path, byte[] content) {
    Path temporary = temporary(path);
    try (FSDataOutputStream out = files.create(temporary, false)) {
      out.write(content);
      out.hsync();
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw failure("write", location(key), e);
    }
    return temporary;
  }

  private Path temporary(Path path) {
    return new Path(path.getParent(), TEMPORARY + environment.newId());
  }

  void deleteQuietly(Path path) {
    try {
      files.delete(path, false);
    } catch (IOException e) {
      // It is hidden, and harmless.
      return;
    }
  }

  @Override
  public void put(String key, byte[] content) {
    Path path = path(key);
    Path temporary = writeTemporary(key, path, content);
    try {
      context.rename(temporary, path, Options.Rename.OVERWRITE);
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw failure("write", location(key), e);
    }
  }

  @Override
  public ObjectWriter create(String key) {
    Path path = path(key);
    Path temporary = temporary(path);
    try {
      return new HadoopWriter(
          location(key), files.create(temporary, false), files, context, temporary, path);
    } catch (IOException e) {
      throw failure("create", location(key), e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      Path path = path(key);
      if (files.getFileStatus(path).isFile()) {
        files.delete(path, false);
      }
    } catch (FileNotFoundException e) {
      return;
    } catch (IOException e) {
      throw failure("delete", location(key), e);
    }
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw failure("close", root.toString(), e);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
