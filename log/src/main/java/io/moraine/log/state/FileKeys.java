package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.json.LoggedFile;
import io.moraine.log.path.DataPaths;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What commits did to files, by key: the last action of each. To be filled by one thread.
 *
 * <p>A file's key is its path's identity and its deletion vector. They are few compared to a
 * checkpoint's files, whose keys are looked up here by their hashes.
 */
public final class FileKeys {
  private static final int FILTER_WORDS = 1 << 12;
  private static final int FREE = -1;

  private final DataPaths paths;
  private final long[] filter = new long[FILTER_WORDS];
  private int size;

  /** The actions in the order in which files first came. */
  private LoggedFile[] files = new LoggedFile[16];

  private int[] hashes = new int[16];

  /** The identities of paths that are not their own; null for all others. */
  private byte @Nullable [][] identities = new byte[16][];

  /** Numbers of files by their hashes. */
  private int[] slots = free(64);

  /** None yet, of a table whose paths {@code paths} understands. */
  public FileKeys(DataPaths paths) {
    this.paths = paths;
  }

  private static int[] free(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, FREE);
    return slots;
  }

  /** Puts a file in the place of the action before of the same file. */
  public void put(AddFile add) {
    put(LoggedFile.of(add));
  }

  /** Puts a removal in the place of the action before of the same file. */
  public void put(RemoveFile remove) {
    put(LoggedFile.of(remove));
  }

  /** Puts what a commit has of a file in the place of the action before of the same file. */
  public void put(LoggedFile file) {
    if (DataPaths.isPlain(file.pathBytes(), file.pathFrom(), file.pathTo())) {
      put(file, null, PathHash.of(file.pathBytes(), file.pathFrom(), file.pathLength()));
    } else {
      byte[] identity = identity(file.path());
      put(file, identity, PathHash.of(identity, 0, identity.length));
    }
  }

  private void put(LoggedFile file, byte @Nullable [] identity, int hash) {
    int slot =
        identity == null
            ? slot(hash, file.pathBytes(), file.pathFrom(), file.pathTo(), file.deletionVectorId())
            : slot(hash, identity, 0, identity.length, file.deletionVectorId());
    int number = slots[slot];
    if (number == FREE) {
      number = size++;
      ensure(size);
      slots[slot] = number;
      hashes[number] = hash;
      filter[hash >>> 6 & FILTER_WORDS - 1] |= 1L << hash;
    }
    files[number] = file;
    identities[number] = identity;
    if (2 * size > slots.length) {
      grow();
    }
  }

  private byte[] identity(String path) {
    return paths.resolve(path).identity().getBytes(StandardCharsets.UTF_8);
  }

  /** Where the file of that identity is, or would be put. */
  private int slot(int hash, byte[] identity, int from, int to, @Nullable String deletionVectorId) {
    int slot = hash & slots.length - 1;
    while (slots[slot] != FREE && !is(slots[slot], hash, identity, from, to, deletionVectorId)) {
      slot = slot + 1 & slots.length - 1;
    }
    return slot;
  }

  private boolean is(
      int number, int hash, byte[] identity, int from, int to, @Nullable String deletionVectorId) {
    LoggedFile file = files[number];
    if (hashes[number] != hash || !Objects.equals(file.deletionVectorId(), deletionVectorId)) {
      return false;
    }
    byte[] own = identities[number];
    return own == null
        ? Arrays.equals(file.pathBytes(), file.pathFrom(), file.pathTo(), identity, from, to)
        : Arrays.equals(own, 0, own.length, identity, from, to);
  }

  private void ensure(int count) {
    if (count > files.length) {
      files = Arrays.copyOf(files, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
      identities = Arrays.copyOf(identities, 2 * count);
    }
  }

  private void grow() {
    slots = free(2 * slots.length);
    for (int number = 0; number < size; number++) {
      int slot = hashes[number] & slots.length - 1;
      while (slots[slot] != FREE) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = number;
    }
  }

  /**
   * The actions of {@code earlier} and {@code later}, where both have one that of {@code later}.
   */
  static FileKeys joined(FileKeys earlier, FileKeys later) {
    FileKeys joined = new FileKeys(later.paths);
    for (int i = 0; i < earlier.size; i++) {
      if (!later.contains(earlier.files[i].path(), earlier.files[i].deletionVectorId())) {
        joined.put(earlier.files[i], earlier.identities[i], earlier.hashes[i]);
      }
    }
    for (int i = 0; i < later.size; i++) {
      joined.put(later.files[i], later.identities[i], later.hashes[i]);
    }
    return joined;
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** How many files have an action. */
  int size() {
    return size;
  }

  /** The files whose last action added them, in the order in which they first came. */
  List<LoggedFile> added() {
    return files(true);
  }

  /** The files whose last action removed them, in the order in which they first came. */
  List<LoggedFile> removed() {
    return files(false);
  }

  private List<LoggedFile> files(boolean added) {
    List<LoggedFile> some = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (files[i].isAdd() == added) {
        some.add(files[i]);
      }
    }
    return some;
  }

  /** Whether there is an action of the file. */
  public boolean contains(String path, @Nullable String deletionVectorId) {
    byte[] identity = identity(path);
    int hash = PathHash.of(identity, 0, identity.length);
    return slots[slot(hash, identity, 0, identity.length, deletionVectorId)] != FREE;
  }

  /** False only if no file here has a path of that hash. */
  boolean mayContain(int hash) {
    if ((filter[hash >>> 6 & FILTER_WORDS - 1] & 1L << hash) == 0) {
      return false;
    }
    int slot = hash & slots.length - 1;
    while (slots[slot] != FREE) {
      if (hashes[slots[slot]] == hash) {
        return true;
      }
      slot = slot + 1 & slots.length - 1;
    }
    return false;
  }

  DataPaths paths() {
    return paths;
  }

  /** The hash of a path's identity. */
  static int hash(String identity) {
    byte[] utf8 = identity.getBytes(StandardCharsets.UTF_8);
    return PathHash.of(utf8, 0, utf8.length);
  }

  /** The hash of the identity of a file's path. */
  static int hash(LoggedFile file, DataPaths paths) {
    return DataPaths.isPlain(file.pathBytes(), file.pathFrom(), file.pathTo())
        ? PathHash.of(file.pathBytes(), file.pathFrom(), file.pathLength())
        : hash(paths.resolve(file.path()).identity());
  }
}
