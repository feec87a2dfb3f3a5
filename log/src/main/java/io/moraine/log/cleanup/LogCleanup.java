package io.moraine.log.cleanup;

import io.moraine.core.env.Environment;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.checkpoint.CompatibleCheckpoint;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the files of the log that are older than the table's {@code delta.logRetentionDuration}
 * and that no later version needs.
 *
 * <p>All stays from the newest checkpoint on that is at or before the midnight at which the
 * retention ends, with its own commit; nothing goes that is not of the log, and nothing at all
 * unless that checkpoint was read from its first to its last byte just before. Files go in the
 * order of their versions, so that what is left, whenever it ends, is a log that begins later.
 * Where only checkpoints would be left whose names older readers do not know, one gets a name that
 * they do before.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#metadata-cleanup">Metadata
 *     cleanup</a>
 */
public final class LogCleanup {
  private static final Logger LOG = LoggerFactory.getLogger(LogCleanup.class);
  private static final int DELETED_AT_ONCE = 100;
  private static final String STAGED = LogFile.FOLDER + "/_staged_commits";

  /**
   * Within a version its commit goes last: as long as a checkpoint makes the version up, the commit
   * tells the version's time.
   */
  private static final Comparator<LogFile> ORDER =
      Comparator.comparingLong((LogFile file) -> file.version())
          .thenComparing(file -> file.kind() == LogFile.Kind.COMMIT)
          .thenComparing(file -> file.status().key());

  private final TableLog log;
  private final ObjectStore store;
  private final Environment environment;

  /** Cleans up {@code log} by the clock of {@code environment}. */
  public LogCleanup(TableLog log, Environment environment) {
    this.log = Objects.requireNonNull(log, "log");
    this.store = log.store();
    this.environment = Objects.requireNonNull(environment, "environment");
  }

  /**
   * What was removed.
   *
   * @param plan the files of commits and checkpoints
   * @param sidecars files that only those checkpoints named
   */
  public record Removed(CleanupPlan plan, List<ObjectStatus> sidecars) {
    public Removed {
      sidecars = List.copyOf(sidecars);
    }

    /** How many bytes all of the files had. */
    public long sizeBytes() {
      return plan.sizeBytes() + sidecars.stream().mapToLong(ObjectStatus::sizeBytes).sum();
    }
  }

  /**
   * What {@link #run()} would remove now, but for sidecars. Changes nothing.
   *
   * @throws io.moraine.core.error.UnsupportedFeatureException if Moraine may not write the table:
   *     its log is then its catalog's, or follows rules that Moraine does not know
   */
  public CleanupPlan plan() {
    Snapshot latest = log.latest();
    latest.requireWritable();
    return plan(latest.properties());
  }

  /**
   * Removes what is expired.
   *
   * @throws io.moraine.core.error.StorageException if the store fails; the table is as readable as
   *     before, and the next clean-up removes the rest
   * @throws io.moraine.core.error.UnsupportedFeatureException as {@link #plan} does
   */
  public Removed run() {
    return remove(plan());
  }

  /**
   * The same for a table that was just written, with {@code properties}. Where nothing is expired,
   * as is most often, this is one listing of what is older than the retention.
   */
  public Removed run(TableProperties properties) {
    return remove(plan(properties));
  }

  private Removed remove(CleanupPlan plan) {
    if (plan.files().isEmpty()) {
      return new Removed(plan, List.of());
    }
    // Before anything goes: what is left must not be a table that older readers do not find.
    plan.earliest().ifPresent(first -> new CompatibleCheckpoint(log, environment).ensure(first));
    delete(plan.files());
    long before = midnight(environment.nowMillis() - ChronoUnit.DAYS.getDuration().toMillis());
    List<ObjectStatus> sidecars = Sidecars.unreferenced(store, before);
    delete(sidecars);
    return new Removed(plan, sidecars);
  }

  private void delete(List<ObjectStatus> files) {
    for (int from = 0; from < files.size(); from += DELETED_AT_ONCE) {
      List<ObjectStatus> some = files.subList(from, Math.min(from + DELETED_AT_ONCE, files.size()));
      store.deleteAll(some.stream().map(ObjectStatus::key).toList());
    }
  }

  private CleanupPlan plan(TableProperties properties) {
    long cutoffMillis = midnight(environment.nowMillis() - properties.logRetention().toMillis());
    ExpiredLog expired = ExpiredLog.list(log, properties, cutoffMillis);
    for (CheckpointFiles checkpoint : expired.checkpoints()) {
      List<ObjectStatus> files = before(expired, checkpoint.version());
      if (files.isEmpty()) {
        return CleanupPlan.nothing(
            "nothing is older than the checkpoint of version " + checkpoint.version());
      }
      if (isReadable(checkpoint)) {
        return ProtectedVersions.refusal(log, expired, checkpoint.version())
            .map(CleanupPlan::nothing)
            .orElseGet(() -> new CleanupPlan(OptionalLong.of(checkpoint.version()), files, ""));
      }
    }
    return CleanupPlan.nothing(
        "there is no checkpoint that can be read of a version of %s or earlier"
            .formatted(Instant.ofEpochMilli(cutoffMillis)));
  }

  /** The files that a log which begins with the checkpoint of {@code earliest} does without. */
  private List<ObjectStatus> before(ExpiredLog expired, long earliest) {
    List<ObjectStatus> files = new ArrayList<>();
    expired.files().stream()
        .filter(file -> goes(file, earliest))
        .sorted(ORDER)
        .map(LogFile::status)
        .forEach(files::add);
    files.addAll(staged(earliest));
    if (!files.isEmpty()) {
      // After the files that they are about, which are read through them, if at all.
      expired.hidden().stream()
          .filter(file -> goes(file, earliest))
          .map(LogFile::status)
          .forEach(files::add);
    }
    return files;
  }

  private static boolean goes(LogFile file, long earliest) {
    // Compacted commits that begin at the checkpoint's version or before are not put over it.
    return file.kind() == LogFile.Kind.COMPACTED
        ? file.version() <= earliest
        : file.version() < earliest;
  }

  /**
   * Whether {@code checkpoint} says by itself all that its version is. If not, the next older one
   * may, and what is between them then stays as well.
   */
  private boolean isReadable(CheckpointFiles checkpoint) {
    try {
      Snapshot snapshot = log.ofCheckpoint(checkpoint);
      // A snapshot reads what it is asked for; all of it must be there.
      long bytes = 0;
      for (AddFile file : snapshot.files()) {
        bytes += file.size();
      }
      return bytes == snapshot.files().sizeBytes() && snapshot.tombstones() != null;
    } catch (CorruptFileException
        | CorruptTableException
        | ObjectNotFoundException
        | UnsupportedFeatureException e) {
      LOG.warn("The log before version {} stays", checkpoint.version(), e);
      return false;
    }
  }

  private List<ObjectStatus> staged(long last) {
    List<ObjectStatus> staged = new ArrayList<>();
    Iterator<ObjectStatus> statuses = store.listFolder(STAGED, LogFile.prefix(0));
    while (statuses.hasNext()) {
      ObjectStatus status = statuses.next();
      long version = LogFile.version(status.name());
      if (version >= 0 && version <= last && status.name().endsWith(".json")) {
        staged.add(status);
      }
    }
    return staged;
  }

  /** The beginning, in UTC, of the day of {@code millis}. */
  private static long midnight(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.DAYS).toEpochMilli();
  }
}
