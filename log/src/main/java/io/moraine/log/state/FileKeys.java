package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.path.DataPaths;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What commits did to files, by key: the last action of each. To be filled by one thread.
 *
 * <p>Few compared to a checkpoint's files, whose keys are looked up here by their hashes.
 */
public final class FileKeys {
  private static final int FILTER_WORDS = 1 << 12;

  private final DataPaths paths;
  private final Map<FileKey, FileAction> actions = new LinkedHashMap<>();
  private final long[] filter = new long[FILTER_WORDS];

  /** None yet, of a table whose paths {@code paths} understands. */
  public FileKeys(DataPaths paths) {
    this.paths = paths;
  }

  /** Puts a file in the place of the action before of the same file. */
  public void put(AddFile add) {
    put(key(add.path(), add.deletionVectorId()), add);
  }

  /** Puts a removal in the place of the action before of the same file. */
  public void put(RemoveFile remove) {
    put(key(remove.path(), remove.deletionVectorId()), remove);
  }

  private void put(FileKey key, FileAction action) {
    actions.put(key, action);
    int hash = hash(key.path());
    filter[hash >>> 6 & FILTER_WORDS - 1] |= 1L << hash;
  }

  /** Puts all of {@code later} on top, and after the others. */
  void putAll(FileKeys later) {
    later.actions.forEach(
        (key, action) -> {
          actions.remove(key);
          put(key, action);
        });
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return actions.isEmpty();
  }

  /** The last action of each file, in the order in which files first came. */
  public Map<FileKey, FileAction> actions() {
    return actions;
  }

  /** Whether there is an action of the file. */
  public boolean contains(String path, @Nullable String deletionVectorId) {
    return actions.containsKey(key(path, deletionVectorId));
  }

  /** False only if no file here has a path of that hash. */
  boolean mayContain(int hash) {
    return (filter[hash >>> 6 & FILTER_WORDS - 1] & 1L << hash) != 0;
  }

  private FileKey key(String path, @Nullable String deletionVectorId) {
    return new FileKey(paths.resolve(path).identity(), deletionVectorId);
  }

  DataPaths paths() {
    return paths;
  }

  /** The hash of a path's identity. */
  static int hash(String identity) {
    byte[] utf8 = identity.getBytes(StandardCharsets.UTF_8);
    return PathHash.of(utf8, 0, utf8.length);
  }
}
