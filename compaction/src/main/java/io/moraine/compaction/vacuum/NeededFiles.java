package io.moraine.compaction.vacuum;

import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that a table needs: those of its newest version and those that left it so lately that
 * others may still read them, each with its deletion vector.
 */
final class NeededFiles {
  private final DataPaths paths;
  private final DeletionVectorReader vectors;
  private final KeySet live = new KeySet();
  private final KeySet recent = new KeySet();
  private final Map<String, Long> expired = new HashMap<>();

  /** Those of {@code snapshot}, with what left the table at {@code cutoffMillis} or later. */
  NeededFiles(Snapshot snapshot, ObjectStore store, long cutoffMillis) {
    this.paths = snapshot.paths();
    this.vectors = new DeletionVectorReader(store, paths);
    LiveFiles files = snapshot.files();
    for (int i = 0; i < files.size(); i++) {
      add(live, files.path(i), files.deletionVector(i));
    }
    for (RemoveFile file : snapshot.tombstones()) {
      if (file.deletionMillis() >= cutoffMillis) {
        add(recent, file.path(), file.deletionVector());
      } else {
        expire(file.path(), file.deletionVector(), file.deletionMillis());
      }
    }
  }

  private void add(KeySet keys, String path, @Nullable DeletionVectorDescriptor vector) {
    keys.add(key(path));
    file(vector, path).ifPresent(keys::add);
  }

  private void expire(String path, @Nullable DeletionVectorDescriptor vector, long millis) {
    expired.put(key(path), millis);
    file(vector, path).ifPresent(file -> expired.put(file, millis));
  }

  /** The key of the file of {@code vector}, if it is in one. */
  Optional<String> file(@Nullable DeletionVectorDescriptor vector, String path) {
    return vector == null ? Optional.empty() : vectors.file(vector, path).map(this::key);
  }

  /** What names the file in its store; no key for those outside, which no listing shows. */
  String key(String path) {
    return paths.resolve(path).identity();
  }

  boolean contains(String key) {
    return live.contains(key) || recent.contains(key);
  }

  /** When the file at {@code key}, which is not needed, left the table; null if it is not known. */
  @Nullable Long leftMillis(String key) {
    return expired.get(key);
  }
}
