package io.moraine.log.checkpoint;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.Sidecar;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.property.CheckpointPolicy;
import io.moraine.log.segment.LastCheckpoint;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Writes checkpoints, of the kind that the table asks for: classic ones of the V1 specification, or
 * ones of the V2 specification whose sidecars later ones use again.
 *
 * <p>Kept are all files of the table, the tombstones whose retention is not over, the progress of
 * applications that is not expired, and the domains. Statistics are kept as text and as columns,
 * unless {@code delta.checkpoint.writeStatsAsJson} or {@code …AsStruct} says otherwise.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoints">Checkpoints</a>
 */
public final class CheckpointWriter {
  private final ObjectStore store;
  private final Environment environment;

  /** Writes checkpoints of the table at the root of {@code store}. */
  public CheckpointWriter(ObjectStore store, Environment environment) {
    this.store = Objects.requireNonNull(store, "store");
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  /**
   * A checkpoint that was written.
   *
   * @param version the version whose state it holds
   * @param key its file's key; of several, that of the one that names the others
   * @param actions how many actions it holds, without those that are about itself
   * @param addFiles how many of these are adds
   * @param sizeBytes its files' size
   * @param sidecars the other files, also those that earlier checkpoints have
   */
  public record Written(
      long version,
      String key,
      long actions,
      long addFiles,
      long sizeBytes,
      List<Sidecar> sidecars) {
    public Written {
      sidecars = List.copyOf(sidecars);
    }
  }

  /**
   * Writes the checkpoint of {@code snapshot}'s version, and then {@code _last_checkpoint}, unless
   * that names a newer one already.
   *
   * @throws io.moraine.core.error.StorageException if the store fails; readers then do as before
   * @throws io.moraine.core.error.UnsupportedFeatureException if Moraine cannot write tables as
   *     this one is at that version, though it may be able to at others
   */
  public Written write(Snapshot snapshot) {
    snapshot.requireWritable();
    boolean v2 =
        snapshot.properties().checkpointPolicy() == CheckpointPolicy.V2
            && SupportedFeatures.has(snapshot.protocol(), TableFeature.V2_CHECKPOINT);
    Written written = v2 ? new V2Checkpoint(store, environment).write(snapshot) : classic(snapshot);
    OptionalLong named = LastCheckpoint.version(store);
    if (named.isEmpty() || named.getAsLong() <= written.version()) {
      store.put(LastCheckpoint.KEY, new LastCheckpointFile(written).content(store));
    }
    return written;
  }

  private Written classic(Snapshot snapshot) {
    CheckpointContent content = new CheckpointContent(snapshot, environment.nowMillis());
    AddLayout adds = AddLayout.of(snapshot, environment.clock().getZone());
    String key = classicKey(snapshot.version());
    List<Action> settings = content.settings();
    List<RemoveFile> tombstones = content.retained(snapshot.tombstones());
    try (CheckpointFile file =
        CheckpointFile.create(
            store,
            key,
            CheckpointSchema.classic(adds.type()),
            adds,
            snapshot.properties(),
            Parallel.in(environment))) {
      settings.forEach(file::add);
      LiveFiles files = snapshot.files();
      file.addAll(0, files.size(), SidecarFiles.range(files));
      file.addAll(0, tombstones.size(), tombstones::subList);
      long sizeBytes = file.finish();
      long addFiles = snapshot.files().size();
      return new Written(
          snapshot.version(),
          key,
          settings.size() + addFiles + tombstones.size(),
          addFiles,
          sizeBytes,
          List.of());
    }
  }

  /** The key of the checkpoint of {@code version} that every reader looks for. */
  static String classicKey(long version) {
    return LogFile.FOLDER + "/" + LogFile.prefix(version) + ".checkpoint.parquet";
  }
}
