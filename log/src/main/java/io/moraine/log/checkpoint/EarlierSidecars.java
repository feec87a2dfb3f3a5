package io.moraine.log.checkpoint;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.FileKey;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.Sidecar;
import io.moraine.log.json.CommitFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.replay.CheckpointReader;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds which sidecars of an earlier checkpoint still hold, and what must be written besides.
 *
 * <p>A sidecar holds unless a commit since has added or removed a file that it names; which is told
 * by its paths alone. Those that do not hold are written again without such files, and small ones
 * with them: each time the last few are merged that are not much larger than what is new, so that
 * there are never many and no file is written again often.
 */
final class EarlierSidecars {
  private static final StructType SIDECAR =
      StructType.of(StructField.of(CheckpointSchema.SIDECAR, CheckpointSchema.SIDECAR_FIELDS));

  private static final StructType PATH = StructType.of(StructField.of("path", Primitive.STRING));

  private static final StructType PATHS =
      StructType.of(
          StructField.of(CheckpointSchema.ADD, PATH),
          StructField.of(CheckpointSchema.REMOVE, PATH));

  /** Reading so many commits is no cheaper than the whole state. */
  private static final long MAX_COMMITS = 10_000;

  private final ObjectStore store;
  private final DataPaths paths;
  private final CheckpointContent content;
  private final SidecarFiles files;

  EarlierSidecars(
      ObjectStore store, DataPaths paths, CheckpointContent content, SidecarFiles files) {
    this.store = store;
    this.paths = paths;
    this.content = content;
    this.files = files;
  }

  /**
   * How a checkpoint comes about.
   *
   * @param kept sidecars that hold
   * @param adds the files of the table that no kept one names
   * @param removes the tombstones that no kept one names
   */
  record Plan(List<Sidecar> kept, List<AddFile> adds, List<RemoveFile> removes) {
    /** How many files of the table the checkpoint will name. */
    long addCount() {
      return adds.size()
          + kept.stream()
              .map(sidecar -> SidecarTags.of(sidecar).orElseThrow())
              .filter(tags -> tags.kind() == SidecarTags.Kind.ADDS)
              .mapToLong(SidecarTags::rows)
              .sum();
    }
  }

  /**
   * The way from {@code checkpoint} to {@code snapshot}; nothing if there is none, as a file is
   * missing or others wrote the checkpoint.
   */
  Optional<Plan> plan(CheckpointFiles checkpoint, Snapshot snapshot) {
    if (snapshot.version() - checkpoint.version() > MAX_COMMITS || checkpoint.files().size() > 1) {
      return Optional.empty();
    }
    try {
      List<Sidecar> sidecars = sidecars(checkpoint.files().get(0));
      boolean ours =
          sidecars.stream()
              .map(SidecarTags::of)
              .allMatch(tags -> tags.filter(t -> t.layout().equals(files.layout())).isPresent());
      if (sidecars.isEmpty() || !ours) {
        return Optional.empty();
      }
      return Optional.of(plan(sidecars, touched(checkpoint.version(), snapshot.version())));
    } catch (ObjectNotFoundException | CorruptFileException e) {
      // The whole state is at hand, too.
      return Optional.empty();
    }
  }

  private Plan plan(List<Sidecar> sidecars, Map<FileKey, FileAction> touched) {
    Set<String> touchedPaths = new HashSet<>();
    touched.keySet().forEach(key -> touchedPaths.add(key.path()));
    List<Sidecar> kept = new ArrayList<>();
    List<Sidecar> rewritten = new ArrayList<>();
    for (Sidecar sidecar : sidecars) {
      SidecarTags tags = SidecarTags.of(sidecar).orElseThrow();
      if (tags.kind() == SidecarTags.Kind.REMOVES
          && !content.isRetained(tags.lastDeletionMillis())) {
        continue;
      }
      (names(sidecar, touchedPaths) ? rewritten : kept).add(sidecar);
    }
    long newAdds = touched.values().stream().filter(AddFile.class::isInstance).count();
    merge(SidecarTags.Kind.ADDS, newAdds, kept, rewritten);
    merge(SidecarTags.Kind.REMOVES, touched.size() - newAdds, kept, rewritten);
    // In the order of the earlier checkpoint, which is the files' own.
    rewritten.sort((a, b) -> Integer.compare(sidecars.indexOf(a), sidecars.indexOf(b)));
    List<AddFile> adds = new ArrayList<>();
    List<RemoveFile> removes = new ArrayList<>();
    for (Sidecar sidecar : rewritten) {
      read(
          sidecar,
          action -> {
            if (action instanceof FileAction file && !touched.containsKey(key(file))) {
              sort(file, adds, removes);
            }
          });
    }
    touched.values().forEach(file -> sort(file, adds, removes));
    return new Plan(kept, adds, content.retained(removes));
  }

  private static void sort(FileAction file, List<AddFile> adds, List<RemoveFile> removes) {
    if (file instanceof AddFile add) {
      adds.add(add);
    } else if (file instanceof RemoveFile remove) {
      removes.add(remove);
    }
  }

  /** Moves the last sidecars of {@code kind} that are not much larger than what is new. */
  private void merge(
      SidecarTags.Kind kind, long newRows, List<Sidecar> kept, List<Sidecar> rewritten) {
    long rows = newRows + rewritten.stream().mapToLong(sidecar -> rows(sidecar, kind)).sum();
    if (rows == 0) {
      return;
    }
    for (int i = kept.size() - 1; i >= 0; i--) {
      long own = rows(kept.get(i), kind);
      if (own == 0) {
        continue;
      }
      if (own >= files.rows() || own > 2 * rows) {
        return;
      }
      rows += own;
      rewritten.add(kept.remove(i));
    }
  }

  private static long rows(Sidecar sidecar, SidecarTags.Kind kind) {
    SidecarTags tags = SidecarTags.of(sidecar).orElseThrow();
    return tags.kind() == kind ? tags.rows() : 0;
  }

  private FileKey key(FileAction file) {
    String vector =
        file instanceof AddFile add
            ? add.deletionVectorId()
            : file instanceof RemoveFile remove ? remove.deletionVectorId() : null;
    return new FileKey(paths.resolve(file.path()).identity(), vector);
  }

  /** The last word on each file that a commit after {@code version} up to {@code last} names. */
  private Map<FileKey, FileAction> touched(long version, long last) {
    Map<FileKey, FileAction> touched = new LinkedHashMap<>();
    for (long next = version + 1; next <= last; next++) {
      String key = LogFile.commitKey(next);
      CommitFile.read(
          store.read(key),
          store.root() + key,
          action -> {
            if (action instanceof AddFile || action instanceof RemoveFile) {
              FileKey file = key((FileAction) action);
              // In the order of the last words.
              touched.remove(file);
              touched.put(file, (FileAction) action);
            }
          });
    }
    return touched;
  }

  private List<Sidecar> sidecars(LogFile topLevel) {
    List<Sidecar> sidecars = new ArrayList<>();
    String key = topLevel.status().key();
    if (topLevel.kind() == LogFile.Kind.V2_JSON_CHECKPOINT) {
      CommitFile.read(
          store.read(key),
          store.root() + key,
          action -> {
            if (action instanceof Sidecar sidecar) {
              sidecars.add(sidecar);
            }
          });
      return sidecars;
    }
    try (ObjectReader in = store.open(key);
        BatchReader batches = ParquetFile.open(in).read(SIDECAR)) {
      for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          if (batch.column(0).value(row) instanceof List<?> fields) {
            sidecars.add(sidecar(fields));
          }
        }
      }
    }
    return sidecars;
  }

  @SuppressWarnings("unchecked")
  private static Sidecar sidecar(List<?> fields) {
    Map<String, @Nullable String> tags = (Map<String, @Nullable String>) fields.get(3);
    return new Sidecar(
        String.valueOf(fields.get(0)),
        fields.get(1) == null ? 0 : (Long) fields.get(1),
        fields.get(2) == null ? 0 : (Long) fields.get(2),
        tags == null ? null : new TreeMap<>(tags));
  }

  /** Whether {@code sidecar} names one of the files of {@code identities}. */
  private boolean names(Sidecar sidecar, Set<String> identities) {
    if (identities.isEmpty()) {
      // It must be there all the same.
      store.status(SidecarFiles.key(sidecar));
      return false;
    }
    try (ObjectReader in = store.open(SidecarFiles.key(sidecar));
        BatchReader batches = ParquetFile.open(in).read(PATHS)) {
      for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          Object fields = batch.column(0).value(row);
          if (fields == null) {
            fields = batch.column(1).value(row);
          }
          if (fields instanceof List<?> path
              && path.get(0) instanceof String text
              && identities.contains(paths.resolve(text).identity())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void read(Sidecar sidecar, java.util.function.Consumer<Action> sink) {
    LogFile file =
        new LogFile(
            store.status(SidecarFiles.key(sidecar)), LogFile.Kind.CLASSIC_CHECKPOINT, 0, 1, 1);
    new CheckpointReader(store, new CheckpointFiles(0, List.of(file))).read(sink);
  }
}
