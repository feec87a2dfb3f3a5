package io.moraine.log.snapshot;

import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.feature.FeatureGate;
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
import io.moraine.log.state.StatisticsCache;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes snapshots from files of the log. */
final class SnapshotLoader {
  /** Commits that are read before they are put on top of one another. */
  private static final int WINDOW = 256;

  private final ObjectStore store;
  private final String table;
  private final DataPaths paths;
  private final Parallel parallel;
  private final CheckpointLoader checkpoints;

  SnapshotLoader(ObjectStore store, Parallel parallel, StatisticsCache statistics) {
    this.store = store;
    this.parallel = parallel;
    this.table = store.root().toString();
    this.paths = new DataPaths(store.root());
    this.checkpoints = new CheckpointLoader(store, paths, parallel, statistics);
  }

  /**
   * The snapshot of {@code version} by the first of the listing's ways that works; nothing if there
   * is none, or if a file of each is corrupt or gone and {@code onFailure} says to go on.
   */
  Optional<Snapshot> load(LogListing listing, long version, OnFailure onFailure) {
    MoraineException failure = null;
    for (LogSegment segment : listing.segments(version)) {
      try {
        return Optional.of(load(segment, listing));
      } catch (CorruptFileException | ObjectNotFoundException e) {
        // A checkpoint is a shortcut; the way without it, or from an older one, may still be open.
        // A readable one that contradicts the protocol is no accident of storage, and ends it.
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null && onFailure == OnFailure.THROW) {
      throw failure;
    }
    return Optional.empty();
  }

  /** What to do if all ways to a version fail. */
  enum OnFailure {
    /** Throw the first way's error. */
    THROW,
    /** Give nothing. */
    GIVE_NOTHING
  }

  /** {@code base} with {@code commits} on top, the last of {@code version}. */
  Snapshot extend(Snapshot base, List<LogFile> commits, long version, LogListing listing) {
    ObjectStatus last = commits.get(commits.size() - 1).status();
    long checkpoint =
        Math.max(base.checkpointVersion().orElse(-1), listing.checkpointUpTo(version).orElse(-1));
    return snapshot(replay -> replay.over(base.content(), version, table), commits, version, checkpoint, last, last.modifiedMillis());
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
    for (int from = 0; from < commits.size(); from += WINDOW) {
      List<LogFile> window = commits.subList(from, Math.min(commits.size(), from + WINDOW));
      List<List<Action>> read = new ArrayList<>(Collections.nCopies(window.size(), List.of()));
      parallel.forEach(
          window.size(), i -> read.set(i, Commits.read(store, window.get(i).version())));
      read.forEach(replay::commit);
    }
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
    FeatureGate.requireReadable(content.protocol(), content.metadata(), table);
    StructType schema = content.metadata().parseSchema();
    CommitInfo info = replay.lastCommitInfo().orElse(null);
    TableProperties properties = new TableProperties(content.metadata().configuration());
    if (info == null
        && commit != null
        && commits.isEmpty()
        && properties.enableInCommitTimestamps()) {
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
