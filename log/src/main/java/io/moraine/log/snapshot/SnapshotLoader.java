package io.moraine.log.snapshot;

import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructType;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.json.CommitLines;
import io.moraine.log.json.CommitLines.Info;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.TableProperties;
import io.moraine.log.replay.ActionSource;
import io.moraine.log.replay.CheckpointLoader;
import io.moraine.log.replay.Replay;
import io.moraine.log.replay.TableContent;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.segment.LogSegment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes snapshots from files of the log. */
final class SnapshotLoader {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotLoader.class);

  /** Commits that are read before they are put on top of one another. */
  private static final int WINDOW = 1_024;

  private static final int TASKS_OF_A_WINDOW = 32;

  private final ObjectStore store;
  private final String table;
  private final DataPaths paths;
  private final Parallel parallel;
  private final CheckpointLoader checkpoints;
  private final ChecksumPolicy checksums;
  private final FeatureGate.Access access;

  SnapshotLoader(ObjectStore store, LogOptions options) {
    this.store = store;
    this.parallel = options.parallel();
    this.checksums = options.checksums();
    this.access = options.access();
    this.table = store.root().toString();
    this.paths = new DataPaths(store.root(), options.externals());
    this.checkpoints = new CheckpointLoader(store, paths, parallel, options.statistics());
  }

  DataPaths paths() {
    return paths;
  }

  /**
   * The snapshot of {@code version} by the first of the listing's ways that works; nothing if there
   * is none, or if a file of each is corrupt or gone and {@code onFailure} says to go on.
   */
  Optional<Snapshot> load(LogListing listing, long version, OnFailure onFailure) {
    MoraineException failure = null;
    for (LogSegment segment : listing.segments(version)) {
      try {
        Snapshot snapshot = load(segment, listing);
        Optional<CorruptTableException> contradiction =
            checksums.contradiction(snapshot, listing, store);
        if (contradiction.isEmpty()) {
          return Optional.of(snapshot);
        } else if (segment.isWholeHistory()) {
          LOG.warn("{}", contradiction.get().getMessage());
          return Optional.of(snapshot);
        }
        failure = first(failure, contradiction.get());
      } catch (CorruptFileException | ObjectNotFoundException e) {
        // A checkpoint is a shortcut; the way without it, or from an older one, may still be open.
        // A readable one that contradicts the protocol is no accident of storage, and ends it.
        failure = first(failure, e);
      }
    }
    if (failure != null && onFailure == OnFailure.THROW) {
      throw failure;
    }
    return Optional.empty();
  }

  private static MoraineException first(
      @Nullable MoraineException failure, MoraineException another) {
    if (failure == null) {
      return another;
    }
    failure.addSuppressed(another);
    return failure;
  }

  /** What to do if all ways to a version fail. */
  enum OnFailure {
    /** Throw the first way's error. */
    THROW,
    /** Give nothing. */
    GIVE_NOTHING
  }

  /**
   * {@code base} with {@code commits} on top, the last of {@code version}; nothing if that
   * contradicts the version's checksum.
   */
  Optional<Snapshot> extend(
      Snapshot base, List<LogFile> commits, long version, LogListing listing) {
    ObjectStatus last = commits.get(commits.size() - 1).status();
    long checkpoint =
        Math.max(base.checkpointVersion().orElse(-1), listing.checkpointUpTo(version).orElse(-1));
    Snapshot snapshot =
        snapshot(
            replay -> replay.over(base.content(), version, table),
            commits,
            version,
            checkpoint,
            last,
            last.modifiedMillis());
    return checksums.contradiction(snapshot, listing, store).isPresent()
        ? Optional.empty()
        : Optional.of(snapshot);
  }

  /** The version of {@code checkpoint}, from that alone. */
  Snapshot load(CheckpointFiles checkpoint) {
    LogListing listing = LogListing.list(store, checkpoint.version(), checkpoint.version());
    LogSegment segment = new LogSegment(checkpoint.version(), checkpoint, List.of(), null);
    Snapshot snapshot = load(segment, listing);
    checksums
        .contradiction(snapshot, listing, store)
        .ifPresent(
            contradiction -> {
              throw contradiction;
            });
    return snapshot;
  }

  private Snapshot load(LogSegment segment, LogListing listing) {
    long version = segment.version();
    CheckpointFiles checkpoint = segment.checkpoint();
    Function<Replay, TableContent> over =
        checkpoint == null
            ? replay -> replay.over(ActionSource.NOTHING, version, table)
            : replay -> replay.over(checkpoints.load(checkpoint), version, table);
    ObjectStatus timed =
        segment.commit() == null && checkpoint != null
            ? checkpoint.files().get(0).status()
            : segment.commit();
    return snapshot(
        over,
        segment.commits(),
        version,
        listing.checkpointUpTo(version).orElse(-1),
        segment.commit(),
        timed == null ? 0 : timed.modifiedMillis());
  }

  /** Reads commits several at once, a window of them ahead, and puts them on in their order. */
  private void replay(List<LogFile> commits, Replay replay) {
    int last = commits.size() - 1;
    for (int from = 0; from < commits.size(); from += WINDOW) {
      List<LogFile> window = commits.subList(from, Math.min(commits.size(), from + WINDOW));
      CommitLines[] read = new CommitLines[window.size()];
      int first = from;
      // A task for each would cost more than what some of them do.
      int tasks = Math.min(read.length, TASKS_OF_A_WINDOW);
      parallel.forEach(
          tasks,
          task -> {
            for (int i = task; i < read.length; i += tasks) {
              // What earlier commits say of themselves is of no interest to the snapshot.
              read[i] = lines(window.get(i), first + i == last ? Info.KEPT : Info.PASSED_OVER);
            }
          });
      for (CommitLines lines : read) {
        replay.commit(lines);
      }
    }
  }

  private CommitLines lines(LogFile file, Info info) {
    String key = file.status().key();
    return file.kind() == LogFile.Kind.COMPACTED
        ? CommitLines.of(Commits.readCompacted(store, key, paths))
        : Commits.readLines(store, key, info);
  }

  private Snapshot snapshot(
      Function<Replay, TableContent> over,
      List<LogFile> commits,
      long version,
      long checkpointVersion,
      @Nullable ObjectStatus commit,
      long modifiedMillis) {
    Replay replay = new Replay(paths);
    replay(commits, replay);
    TableContent content = over.apply(replay);
    FeatureGate.requireReadable(content.protocol(), content.metadata(), table, access);
    StructType schema = content.metadata().parseSchema();
    CommitInfo info = replay.lastCommitInfo().orElse(null);
    TableProperties properties = new TableProperties(content.metadata().configuration());
    boolean wasRead =
        !commits.isEmpty() && commits.get(commits.size() - 1).kind() == LogFile.Kind.COMMIT;
    if (!wasRead && commit != null && properties.enableInCommitTimestamps()) {
      info = Commits.info(store, version).orElse(null);
    }
    long timestamp =
        info != null && properties.enableInCommitTimestamps()
            ? info.inCommitTimestamp().orElse(modifiedMillis)
            : modifiedMillis;
    return new Snapshot(
        table, version, timestamp, content, schema, paths, checkpointVersion, commit, info);
  }
}
