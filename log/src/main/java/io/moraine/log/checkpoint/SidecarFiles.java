package io.moraine.log.checkpoint;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.SchemaJson;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.Sidecar;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.LogFile;
import io.moraine.log.state.LiveFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

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
  List<Sidecar> adds(LiveFiles files) {
    return write(files.size(), SidecarTags.Kind.ADDS, range(files));
  }

  /** The actions of {@code files}, to be made when they are written. */
  static CheckpointFile.Range range(LiveFiles files) {
    return (from, to) -> files.files(IntStream.range(from, to).toArray());
  }

  /** Writes adds; gives the sidecars, none for none. */
  List<Sidecar> adds(List<AddFile> files) {
    return write(files.size(), SidecarTags.Kind.ADDS, files::subList);
  }

  /** Writes removes; gives the sidecars, none for none. */
  List<Sidecar> removes(List<RemoveFile> files) {
    return write(files.size(), SidecarTags.Kind.REMOVES, files::subList);
  }

  private List<Sidecar> write(int count, SidecarTags.Kind kind, CheckpointFile.Range actions) {
    int sidecars = (count + rows - 1) / rows;
    String[] names = new String[sidecars];
    for (int i = 0; i < sidecars; i++) {
      names[i] = environment.newId() + ".parquet";
    }
    Sidecar[] written = new Sidecar[sidecars];
    Parallel all = Parallel.in(environment);
    // Several are written at once, or one by several threads.
    Parallel each = sidecars == 1 ? all : Parallel.NONE;
    all.forEach(
        sidecars,
        i ->
            written[i] =
                write(names[i], kind, actions, i * rows, Math.min(count, (i + 1) * rows), each));
    return List.of(written);
  }

  private Sidecar write(
      String name,
      SidecarTags.Kind kind,
      CheckpointFile.Range actions,
      int from,
      int to,
      Parallel parallel) {
    AtomicLong lastDeletionMillis = new AtomicLong();
    try (CheckpointFile file =
        CheckpointFile.create(store, FOLDER + name, schema, adds, properties, parallel)) {
      file.addAll(
          from,
          to,
          (begin, end) -> {
            List<? extends Action> some = actions.of(begin, end);
            for (Action action : some) {
              if (action instanceof RemoveFile remove) {
                lastDeletionMillis.accumulateAndGet(remove.deletionMillis(), Math::max);
              }
            }
            return some;
          });
      file.finish();
    }
    ObjectStatus status = store.status(FOLDER + name);
    SidecarTags tags = new SidecarTags(layout, kind, to - from, lastDeletionMillis.get());
    return new Sidecar(
        name, status.sizeBytes(), status.modifiedMillis(), new TreeMap<>(tags.map()));
  }

  /** The key of {@code sidecar}. */
  static String key(Sidecar sidecar) {
    return FOLDER + sidecar.path();
  }
}
