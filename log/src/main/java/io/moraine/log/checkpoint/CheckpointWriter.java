package io.moraine.log.checkpoint;

import io.moraine.core.env.Environment;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.property.TableProperties;
import io.moraine.log.replay.TableContent;
import io.moraine.log.segment.LastCheckpoint;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes classic checkpoints of the V1 specification.
 *
 * <p>Kept are all files of the table, the tombstones whose retention is not over, the progress of
 * applications that is not expired, and the domains. Statistics are kept as JSON, or not at all
 * where {@code delta.checkpoint.writeStatsAsJson} says so.
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
   * @param key its file's key
   * @param actions how many actions it holds
   * @param addFiles how many of these are adds
   * @param sizeBytes its file's size
   */
  public record Written(long version, String key, long actions, long addFiles, long sizeBytes) {}

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
    Written written = writeFile(snapshot);
    OptionalLong named = LastCheckpoint.version(store);
    if (named.isEmpty() || named.getAsLong() <= written.version()) {
      LastCheckpointFile hint =
          new LastCheckpointFile(
              written.version(), written.actions(), written.sizeBytes(), written.addFiles());
      store.put(LastCheckpoint.KEY, hint.content());
    }
    return written;
  }

  private Written writeFile(Snapshot snapshot) {
    String key = LogFile.FOLDER + "/" + LogFile.prefix(snapshot.version()) + ".checkpoint.parquet";
    try (ParquetWriter file =
        ParquetWriter.create(store.create(key), CheckpointSchema.CLASSIC, WriteOptions.DEFAULT)) {
      CheckpointBatches batches = new CheckpointBatches(file::write);
      appendState(snapshot, batches);
      batches.flush();
      long actions = file.rowCount();
      long sizeBytes = file.finish().sizeBytes();
      return new Written(snapshot.version(), key, actions, snapshot.files().size(), sizeBytes);
    }
  }

  private void appendState(Snapshot snapshot, CheckpointBatches batches) {
    TableContent content = snapshot.content();
    TableProperties properties = snapshot.properties();
    boolean withStats = properties.checkpointStatsAsJson();
    content.protocol().accept(batches);
    content.metadata().accept(batches);
    Optional<Duration> transactionRetention = properties.setTransactionRetention();
    for (SetTransaction transaction : content.setTransactions().values()) {
      if (transactionRetention.isEmpty()
          || isLater(transaction.lastUpdated(), transactionRetention.get())) {
        transaction.accept(batches);
      }
    }
    for (DomainMetadata domain : content.domainMetadata().values()) {
      domain.accept(batches);
    }
    content.files().forEach(add -> (withStats ? add : add.withStats(null)).accept(batches));
    for (RemoveFile tombstone : content.tombstones()) {
      if (isLater(tombstone.deletionTimestamp(), properties.deletedFileRetention())) {
        tombstone.accept(batches);
      }
    }
  }

  /** Whether {@code millis} is less than {@code retention} ago; an unknown time is long ago. */
  private boolean isLater(@Nullable Long millis, Duration retention) {
    return millis != null && millis > environment.nowMillis() - retention.toMillis();
  }
}
