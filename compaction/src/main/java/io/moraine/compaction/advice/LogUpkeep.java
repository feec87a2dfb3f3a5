package io.moraine.compaction.advice;

import io.moraine.log.action.RemoveFile;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Advice on the log, and on what went out of the table. */
final class LogUpkeep {
  /** So many commits are read in no time. */
  private static final long FEW_COMMITS = 50;

  private static final long FEW_TOMBSTONES = 10;

  /** The default of {@code delta.deletedFileRetentionDuration}. */
  private static final Duration FILES_STAY = Duration.ofDays(7);

  private final Snapshot snapshot;
  private final TableProperties properties;
  private final Mends mends;
  private final long nowMillis;

  LogUpkeep(Snapshot snapshot, Mends mends, long nowMillis) {
    this.snapshot = snapshot;
    this.properties = snapshot.properties();
    this.mends = mends;
    this.nowMillis = nowMillis;
  }

  List<Advice> advice() {
    List<Advice> advice = new ArrayList<>();
    longLog().ifPresent(advice::add);
    tombstones().ifPresent(advice::add);
    fileRetention().ifPresent(advice::add);
    logRetention().ifPresent(advice::add);
    return advice;
  }

  private Optional<Advice> longLog() {
    long commits = snapshot.version() - snapshot.checkpointVersion().orElse(-1);
    // A table that asks for many commits between checkpoints gets what is good for it all the same.
    if (commits <= FEW_COMMITS) {
      return Optional.empty();
    }
    return Optional.of(
        Advice.of(
                Severity.of(commits, 200, 1_000),
                Subject.LONG_LOG,
                "whoever opens the table reads %,d commits, as many as there are since the last checkpoint; delta.checkpointInterval is %,d"
                    .formatted(commits, properties.checkpointInterval()),
                "commits",
                commits,
                mends.command("checkpoint"))
            .with("checkpointInterval", properties.checkpointInterval()));
  }

  private Optional<Advice> tombstones() {
    long keptSince = nowMillis - properties.deletedFileRetention().toMillis();
    long expired = 0;
    long bytes = 0;
    for (RemoveFile remove : snapshot.tombstones()) {
      if (remove.deletionMillis() <= keptSince) {
        expired++;
        Long size = remove.size();
        bytes += size == null ? 0 : size;
      }
    }
    long live = snapshot.files().sizeBytes();
    boolean many = expired >= FEW_TOMBSTONES && expired > snapshot.files().size() / 4;
    if (!many && (expired == 0 || bytes <= live / 4)) {
      return Optional.empty();
    }
    // The checkpoint after it is what no longer names them.
    return Optional.of(
        Advice.of(
                bytes > live ? Severity.MEDIUM : Severity.LOW,
                Subject.TOMBSTONES,
                "%,d files of %s left the table longer ago than they have to stay"
                    .formatted(expired, Sizes.text(bytes)),
                "expiredFiles",
                expired,
                mends.command("vacuum") + " && " + mends.command("checkpoint"))
            .with("expiredBytes", bytes)
            .with("tableBytes", live));
  }

  private Optional<Advice> fileRetention() {
    Duration retention = properties.deletedFileRetention();
    if (retention.compareTo(FILES_STAY) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Advice(
            retention.compareTo(Duration.ofDays(1)) < 0 ? Severity.HIGH : Severity.MEDIUM,
            Subject.SHORT_RETENTION,
            "VACUUM may remove files %,d hours after they left the table: those of readers and writers that are at work, and those of earlier versions"
                .formatted(retention.toHours()),
            Map.of("retentionHours", retention.toHours()),
            Optional.of(mends.set("delta.deletedFileRetentionDuration", "interval 7 days"))));
  }

  private Optional<Advice> logRetention() {
    Duration retention = properties.logRetention();
    if (retention.compareTo(FILES_STAY) >= 0 || !properties.enableExpiredLogCleanup()) {
      return Optional.empty();
    }
    return Optional.of(
        new Advice(
            retention.compareTo(Duration.ofDays(1)) < 0 ? Severity.MEDIUM : Severity.LOW,
            Subject.SHORT_RETENTION,
            "versions go %,d hours after the next one came: streams and readers of changes that stand still for longer cannot go on, and RESTORE reaches no further"
                .formatted(retention.toHours()),
            Map.of("retentionHours", retention.toHours()),
            Optional.of(mends.set("delta.logRetentionDuration", "interval 30 days"))));
  }
}
