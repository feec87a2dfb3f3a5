package io.moraine.compaction.copy;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.path.DataPath;
import io.moraine.log.path.DataPaths;
import io.moraine.log.sink.PartitionFolders;
import io.moraine.log.snapshot.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A source's files as a clone has them. */
final class CloneFiles {
  private static final String ABSOLUTE = "p";

  private final DataPaths paths;
  private final DeletionVectorReader vectors;

  /** Paths of the source's log that are to be copied, by the keys that the copies get. */
  private final Map<String, String> copies = new LinkedHashMap<>();

  CloneFiles(Snapshot source, ObjectStore store) {
    this.paths = source.paths();
    this.vectors = new DeletionVectorReader(store, paths);
  }

  /** The file under a path that leads to it from everywhere. */
  AddFile shallow(AddFile file) {
    DeletionVectorDescriptor vector = file.deletionVector();
    Optional<String> stored = vector == null ? Optional.empty() : vectors.file(vector, file.path());
    DeletionVectorDescriptor absolute =
        vector == null || stored.isEmpty()
            ? vector
            : new DeletionVectorDescriptor(
                ABSOLUTE,
                paths.location(stored.get()),
                vector.offset(),
                vector.sizeInBytes(),
                vector.cardinality());
    return named(file, paths.location(file.path()), absolute);
  }

  /**
   * The file as a copy below the clone's folder, where it is below the source's: what has to be
   * copied for it is among {@link #copies} then.
   *
   * @param target of the clone: vectors that are elsewhere are stored there
   */
  AddFile deep(AddFile file, ObjectStore target, Environment environment) {
    DataPath path = paths.resolve(file.path());
    String key =
        path.isAllowed()
            ? path.key()
            : PartitionFolders.folder(file.partitionValues())
                + "part-00000-%s.c000.parquet".formatted(environment.newId());
    copies.put(key, file.path());
    DeletionVectorDescriptor vector = file.deletionVector();
    if (vector != null && vector.storageType().equals("u")) {
      String stored = vectors.file(vector, file.path()).orElseThrow();
      copies.put(paths.resolve(stored).key(), stored);
    } else if (vector != null && vector.storageType().equals(ABSOLUTE)) {
      vector =
          new DeletionVectorWriter(target, environment)
              .write(List.of(vectors.read(vector, file.path())))
              .descriptors()
              .get(0);
    }
    return named(file, path.isAllowed() ? file.path() : PartitionFolders.encode(key), vector);
  }

  /** Paths of the source's log that are to be copied, by the keys that the copies get. */
  Map<String, String> copies() {
    return copies;
  }

  /**
   * Copies nothing that {@code table}, which the clone replaces, has: names of files are never used
   * again, and versions of it still need them.
   */
  void leaveOut(Snapshot table, ObjectStore store) {
    DeletionVectorReader stored = new DeletionVectorReader(store, table.paths());
    for (AddFile file : table.files()) {
      copies.remove(table.paths().resolve(file.path()).identity());
      if (file.deletionVector() != null) {
        stored
            .file(file.deletionVector(), file.path())
            .ifPresent(path -> copies.remove(table.paths().resolve(path).identity()));
      }
    }
  }

  private static AddFile named(
      AddFile file, String path, @Nullable DeletionVectorDescriptor vector) {
    return new AddFile(
        path,
        file.partitionValues(),
        file.size(),
        file.modificationTime(),
        true,
        file.stats(),
        file.tags(),
        vector,
        file.baseRowId(),
        file.defaultRowCommitVersion(),
        file.clusteringProvider());
  }
}
