package io.moraine.log.checkpoint;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.SchemaJson;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.FileAction;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.Sidecar;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.LogFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes sidecars. One holds adds alone or removes alone, in the table's order: files that came
 * together often leave together, and then few sidecars change.
 */
final class SidecarFiles {
  static final String FOLDER = LogFile.FOLDER + "/_sidecars/";

  /** The most actions of one sidecar. */
  static final int ROWS = 50_000;

  private final ObjectStore store;
  private final Environment environment;
  private final AddLayout adds;
  private final TableProperties properties;
  private final StructType schema;
  private final String layout;
  private final int rows;

  /**
   * Sidecars of one checkpoint.
   *
   * @param rows the most actions of one
   */
  SidecarFiles(
      ObjectStore store,
      Environment environment,
      AddLayout adds,
      TableProperties properties,
      int rows) {
    this.store = store;
    this.environment = environment;
    this.adds = adds;
    this.properties = properties;
    this.schema = CheckpointSchema.sidecar(adds.type());
    this.layout =
        UUID.nameUUIDFromBytes(SchemaJson.write(schema).getBytes(StandardCharsets.UTF_8))
            .toString();
    this.rows = rows;
  }

  /** What says which columns a sidecar has: sidecars of one checkpoint have the same. */
  String layout() {
    return layout;
  }

  /** The most actions of one sidecar. */
  int rows() {
    return rows;
  }

  /** Writes adds; gives the sidecars, none for none. */
  List<Sidecar> adds(Iterable<AddFile> files) {
    return write(files, SidecarTags.Kind.ADDS);
  }

  /** Writes removes; gives the sidecars, none for none. */
  List<Sidecar> removes(Iterable<RemoveFile> files) {
    return write(files, SidecarTags.Kind.REMOVES);
  }

  private List<Sidecar> write(Iterable<? extends FileAction> actions, SidecarTags.Kind kind) {
    List<Sidecar> written = new ArrayList<>();
    @Nullable Open open = null;
    try {
      for (FileAction action : actions) {
        if (open != null && open.count == rows) {
          written.add(open.finish());
          open.close();
          open = null;
        }
        if (open == null) {
          open = new Open(kind);
        }
        open.add(action);
      }
      if (open != null) {
        written.add(open.finish());
      }
    } finally {
      if (open != null) {
        open.close();
      }
    }
    return written;
  }

  private final class Open implements AutoCloseable {
    private final String name = environment.newId() + ".parquet";
    private final SidecarTags.Kind kind;
    private final CheckpointFile file;
    private int count;
    private long lastDeletionMillis;

    Open(SidecarTags.Kind kind) {
      this.kind = kind;
      this.file = CheckpointFile.create(store, FOLDER + name, schema, adds, properties);
    }

    void add(FileAction action) {
      file.add(action);
      count++;
      if (action instanceof RemoveFile remove) {
        lastDeletionMillis = Math.max(lastDeletionMillis, remove.deletionMillis());
      }
    }

    Sidecar finish() {
      file.finish();
      ObjectStatus status = store.status(FOLDER + name);
      SidecarTags tags = new SidecarTags(layout, kind, count, lastDeletionMillis);
      return new Sidecar(
          name, status.sizeBytes(), status.modifiedMillis(), new TreeMap<>(tags.map()));
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /** The key of {@code sidecar}. */
  static String key(Sidecar sidecar) {
    return FOLDER + sidecar.path();
  }
}
