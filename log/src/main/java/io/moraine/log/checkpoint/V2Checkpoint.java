package io.moraine.log.checkpoint;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.CheckpointMetadata;
import io.moraine.log.action.Sidecar;
import io.moraine.log.checkpoint.CheckpointWriter.Written;
import io.moraine.log.json.CommitFile;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes checkpoints of the V2 specification: a small file with all but the files of the table, and
 * sidecars with these.
 *
 * <p>Now and then the small file has the name of a classic checkpoint, and so the first time: a
 * reader that knows no other name finds there what it lacks, instead of half a table.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#v2-spec">V2
 *     specification</a>
 */
final class V2Checkpoint {
  /** At the latest after so many intervals the name is classic again. */
  private static final int CLASSIC_NAME_INTERVALS = 10;

  private final ObjectStore store;
  private final Environment environment;
  private final TopLevel format;
  private final int sidecarRows;

  /** How the small file is written. */
  enum TopLevel {
    /** As the sidecars are. */
    PARQUET,
    /** As commits are; then it never has a classic name. */
    JSON
  }

  V2Checkpoint(ObjectStore store, Environment environment) {
    this(store, environment, TopLevel.PARQUET, SidecarFiles.ROWS);
  }

  V2Checkpoint(ObjectStore store, Environment environment, TopLevel format, int sidecarRows) {
    this.store = store;
    this.environment = environment;
    this.format = format;
    this.sidecarRows = sidecarRows;
  }

  Written write(Snapshot snapshot) {
    CheckpointContent content = new CheckpointContent(snapshot, environment.nowMillis());
    AddLayout adds = AddLayout.of(snapshot, environment.clock().getZone());
    SidecarFiles files =
        new SidecarFiles(store, environment, adds, snapshot.properties(), sidecarRows);
    LogListing earlier = earlier(snapshot);
    List<Sidecar> sidecars = sidecars(snapshot, content, files, earlier);
    List<Action> actions = new ArrayList<>();
    actions.add(about(snapshot, sidecars));
    actions.addAll(sidecars);
    List<Action> settings = content.settings();
    actions.addAll(settings);
    String key = key(snapshot, earlier);
    long ownBytes = writeTopLevel(key, actions, snapshot, adds);
    return new Written(
        snapshot.version(),
        key,
        settings.size() + rows(sidecars),
        snapshot.files().size(),
        ownBytes + bytes(sidecars),
        sidecars);
  }

  private LogListing earlier(Snapshot snapshot) {
    long interval = snapshot.properties().checkpointInterval();
    long first = Math.max(0, snapshot.version() - interval * CLASSIC_NAME_INTERVALS);
    return LogListing.list(
        store, Math.min(first, snapshot.checkpointVersion().orElse(first)), snapshot.version());
  }

  private List<Sidecar> sidecars(
      Snapshot snapshot, CheckpointContent content, SidecarFiles files, LogListing earlier) {
    Optional<CheckpointFiles> newest = earlier.checkpoints().stream().findFirst();
    Optional<EarlierSidecars.Plan> plan =
        newest
            .flatMap(
                checkpoint ->
                    new EarlierSidecars(store, snapshot.paths(), content, files)
                        .plan(checkpoint, snapshot))
            // Were it otherwise, the earlier checkpoint would not be what it says.
            .filter(found -> found.addCount() == snapshot.files().size());
    List<Sidecar> sidecars = new ArrayList<>();
    if (plan.isPresent()) {
      sidecars.addAll(plan.get().kept());
      sidecars.addAll(files.adds(plan.get().adds()));
      sidecars.addAll(files.removes(plan.get().removes()));
    } else {
      sidecars.addAll(files.adds(snapshot.files()));
      sidecars.addAll(files.removes(content.retained(snapshot.tombstones())));
    }
    return sidecars;
  }

  private static CheckpointMetadata about(Snapshot snapshot, List<Sidecar> sidecars) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("sidecarNumActions", Long.toString(rows(sidecars)));
    tags.put("sidecarSizeInBytes", Long.toString(bytes(sidecars)));
    tags.put("numOfAddFiles", Integer.toString(snapshot.files().size()));
    return new CheckpointMetadata(snapshot.version(), new TreeMap<>(tags));
  }

  private static long rows(List<Sidecar> sidecars) {
    return sidecars.stream().mapToLong(s -> SidecarTags.of(s).orElseThrow().rows()).sum();
  }

  private static long bytes(List<Sidecar> sidecars) {
    return sidecars.stream().mapToLong(Sidecar::sizeInBytes).sum();
  }

  private String key(Snapshot snapshot, LogListing earlier) {
    String classic = CheckpointWriter.classicKey(snapshot.version());
    if (format == TopLevel.JSON) {
      return unique(snapshot, "json");
    }
    boolean hasClassicName =
        earlier.checkpoints().stream()
            .flatMap(checkpoint -> checkpoint.files().stream())
            .anyMatch(file -> file.kind() == LogFile.Kind.CLASSIC_CHECKPOINT);
    return hasClassicName ? unique(snapshot, "parquet") : classic;
  }

  private String unique(Snapshot snapshot, String extension) {
    return "%s/%s.checkpoint.%s.%s"
        .formatted(
            LogFile.FOLDER, LogFile.prefix(snapshot.version()), environment.newId(), extension);
  }

  private long writeTopLevel(String key, List<Action> actions, Snapshot snapshot, AddLayout adds) {
    if (format == TopLevel.JSON) {
      byte[] content = CommitFile.write(actions);
      store.put(key, content);
      return content.length;
    }
    try (CheckpointFile file =
        CheckpointFile.create(
            store,
            key,
            CheckpointSchema.topLevel(adds.type()),
            adds,
            snapshot.properties(),
            Parallel.NONE)) {
      actions.forEach(file::add);
      return file.finish();
    }
  }
}
