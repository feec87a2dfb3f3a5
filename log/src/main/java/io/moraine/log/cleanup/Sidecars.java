package io.moraine.log.cleanup;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Sidecar;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.LogFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files in the log's folder of sidecars, and which checkpoints name them. */
final class Sidecars {
  private static final String FOLDER = LogFile.FOLDER + "/_sidecars";
  private static final StructType PATHS =
      StructType.of(
          StructField.of("sidecar", StructType.of(StructField.of("path", Primitive.STRING))));

  private Sidecars() {}

  /**
   * The sidecars written before {@code beforeMillis} that no checkpoint names; none if it cannot be
   * told of a checkpoint which it names. Younger ones may be of a checkpoint that is being written.
   */
  static List<ObjectStatus> unreferenced(ObjectStore store, long beforeMillis) {
    // Listed before the checkpoints: one that is finished in between is still looked at.
    List<ObjectStatus> old = new ArrayList<>();
    Iterator<ObjectStatus> statuses = store.listFolder(FOLDER, "");
    while (statuses.hasNext()) {
      ObjectStatus status = statuses.next();
      if (status.modifiedMillis() < beforeMillis && sidecar(status).endsWith(".parquet")) {
        old.add(status);
      }
    }
    if (old.isEmpty()) {
      return List.of();
    }
    Set<String> named = new HashSet<>();
    Iterator<ObjectStatus> log = store.listFolder(LogFile.FOLDER, LogFile.prefix(0));
    while (log.hasNext()) {
      Optional<LogFile> file = LogFile.of(log.next());
      if (file.isPresent() && file.get().kind().mayHaveSidecars()) {
        try {
          named.addAll(names(store, file.get()));
        } catch (CorruptFileException | ObjectNotFoundException e) {
          return List.of();
        }
      }
    }
    return old.stream().filter(file -> !named.contains(sidecar(file))).toList();
  }

  /** The name of the sidecar that the file is, or is about. */
  private static String sidecar(ObjectStatus status) {
    return LocalChecksums.subject(status.name()).orElse(status.name());
  }

  private static Set<String> names(ObjectStore store, LogFile checkpoint) {
    String key = checkpoint.status().key();
    Set<String> names = new HashSet<>();
    if (checkpoint.kind() == LogFile.Kind.V2_JSON_CHECKPOINT) {
      CommitFile.read(
          store.read(key),
          store.root() + key,
          action -> {
            if (action instanceof Sidecar sidecar) {
              names.add(name(sidecar.path()));
            }
          });
      return names;
    }
    try (ObjectReader in = store.open(key);
        BatchReader batches = ParquetFile.open(in).read(PATHS)) {
      for (ColumnBatch batch = batches.next(); batch != null; batch = batches.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          if (batch.column(0).value(row) instanceof List<?> sidecar
              && sidecar.get(0) instanceof String path) {
            names.add(name(path));
          }
        }
      }
    }
    return names;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
