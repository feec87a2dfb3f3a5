package io.moraine.log.checkpoint;

import io.moraine.log.action.Action;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.action.SetTransaction;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a checkpoint keeps of a snapshot: all but what has expired. */
final class CheckpointContent {
  private final Snapshot snapshot;
  private final TableProperties properties;
  private final long nowMillis;

  CheckpointContent(Snapshot snapshot, long nowMillis) {
    this.snapshot = snapshot;
    this.properties = snapshot.properties();
    this.nowMillis = nowMillis;
  }

  /** The actions that are no files'. */
  List<Action> settings() {
    List<Action> settings = new ArrayList<>();
    settings.add(snapshot.protocol());
    settings.add(snapshot.metadata());
    Optional<Duration> retention = properties.setTransactionRetention();
    for (SetTransaction transaction : snapshot.setTransactions().values()) {
      if (retention.isEmpty() || isLater(transaction.lastUpdated(), retention.get())) {
        settings.add(transaction);
      }
    }
    settings.addAll(snapshot.domainMetadata().values());
    return settings;
  }

  /** Those of {@code tombstones} that must stay. */
  List<RemoveFile> retained(Collection<RemoveFile> tombstones) {
    return tombstones.stream().filter(remove -> isRetained(remove.deletionTimestamp())).toList();
  }

  /** Whether a file that left the table at {@code deletionMillis} is still remembered. */
  boolean isRetained(@Nullable Long deletionMillis) {
    return isLater(deletionMillis, properties.deletedFileRetention());
  }

  /** Whether {@code millis} is less than {@code retention} ago; an unknown time is long ago. */
  private boolean isLater(@Nullable Long millis, Duration retention) {
    return millis != null && millis > nowMillis - retention.toMillis();
  }
}
