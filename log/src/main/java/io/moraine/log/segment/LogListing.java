package io.moraine.log.segment;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a table's log held when it was listed. */
public final class LogListing {
  private static final int MISSING_SHOWN = 5;

  private final String table;
  private final NavigableMap<Long, LogFile> commits;
  private final List<CheckpointFiles> checkpoints;
  private final CompactedCommits compacted;
  private final Set<Long> checksums;

  private LogListing(
      String table,
      NavigableMap<Long, LogFile> commits,
      List<CheckpointFiles> checkpoints,
      CompactedCommits compacted,
      Set<Long> checksums) {
    this.table = table;
    this.commits = commits;
    this.checkpoints = checkpoints;
    this.compacted = compacted;
    this.checksums = checksums;
  }

  /** Lists the files of versions {@code first} to {@code last}; others are passed over. */
  public static LogListing list(ObjectStore store, long first, long last) {
    NavigableMap<Long, LogFile> commits = new TreeMap<>();
    CheckpointCandidates candidates = new CheckpointCandidates();
    CompactedCommits compacted = new CompactedCommits();
    Set<Long> checksums = new HashSet<>();
    Iterator<ObjectStatus> statuses = store.listFolder(LogFile.FOLDER, LogFile.prefix(first));
    while (statuses.hasNext()) {
      ObjectStatus status = statuses.next();
      long version = LogFile.version(status.name());
      if (version > last) {
        break;
      }
      Optional<LogFile> file = LogFile.of(status);
      if (file.isPresent()) {
        switch (file.get().kind()) {
          case COMMIT -> commits.put(version, file.get());
          case CLASSIC_CHECKPOINT, CHECKPOINT_PART, V2_PARQUET_CHECKPOINT, V2_JSON_CHECKPOINT ->
              candidates.add(file.get());
          case COMPACTED -> compacted.add(file.get());
          case CHECKSUM -> checksums.add(version);
        }
      }
    }
    return new LogListing(
        store.root().toString(), commits, candidates.complete(), compacted, checksums);
  }

  /** The whole checkpoints among {@code files}, newest first. */
  public static List<CheckpointFiles> checkpoints(List<LogFile> files) {
    CheckpointCandidates candidates = new CheckpointCandidates();
    files.stream().filter(file -> file.kind().isCheckpoint()).forEach(candidates::add);
    return candidates.complete();
  }

  /** Lists all of the log. */
  public static LogListing listAll(ObjectStore store) {
    return list(store, 0, Long.MAX_VALUE);
  }

  /** The commits by version. */
  public NavigableMap<Long, LogFile> commits() {
    return Collections.unmodifiableNavigableMap(commits);
  }

  /** The whole checkpoints, newest first. */
  public List<CheckpointFiles> checkpoints() {
    return checkpoints;
  }

  /** Whether there is a checksum of {@code version}. */
  public boolean hasChecksum(long version) {
    return checksums.contains(version);
  }

  /** The newest version that there is a commit or a checkpoint of. */
  public OptionalLong latestVersion() {
    long latest = commits.isEmpty() ? -1 : commits.lastKey();
    for (CheckpointFiles checkpoint : checkpoints) {
      latest = Math.max(latest, checkpoint.version());
    }
    return latest < 0 ? OptionalLong.empty() : OptionalLong.of(latest);
  }

  /** The oldest version whose state can be made up; of a listing of all the log. */
  public OptionalLong earliestVersion() {
    if (commits.containsKey(0L)) {
      return OptionalLong.of(0);
    }
    return checkpoints.stream().mapToLong(CheckpointFiles::version).min();
  }

  /** The newest whole checkpoint up to {@code version}. */
  public OptionalLong checkpointUpTo(long version) {
    return checkpoints.stream()
        .mapToLong(CheckpointFiles::version)
        .filter(checkpoint -> checkpoint <= version)
        .findFirst();
  }

  /** All ways to make up {@code version} from what is listed, the cheapest first. */
  public List<LogSegment> segments(long version) {
    List<LogSegment> segments = new ArrayList<>();
    for (CheckpointFiles checkpoint : checkpoints) {
      if (checkpoint.version() <= version) {
        add(segments, version, checkpoint);
      }
    }
    add(segments, version, null);
    return segments;
  }

  /**
   * The first commit that {@code version} needs and that is not listed; nothing if none is missing.
   */
  public OptionalLong firstMissing(long version) {
    for (long needed = checkpointUpTo(version).orElse(-1) + 1; needed <= version; needed++) {
      if (!commits.containsKey(needed)) {
        return OptionalLong.of(needed);
      }
    }
    return OptionalLong.empty();
  }

  /**
   * The error that {@code version} cannot be made up, though there are later versions or parts of
   * it. The message names the missing versions.
   */
  public CorruptTableException gap(long version) {
    long base = checkpointUpTo(version).orElse(-1);
    List<String> missing = new ArrayList<>();
    long count = 0;
    long from = base + 1;
    while (from <= version) {
      Long there = commits.ceilingKey(from);
      long to = there == null || there > version ? version + 1 : there;
      if (to > from) {
        count += to - from;
        missing.add(to - from == 1 ? "" + from : "%d to %d".formatted(from, to - 1));
      }
      from = to + 1;
    }
    String shown =
        missing.size() <= MISSING_SHOWN
            ? String.join(", ", missing)
            : String.join(", ", missing.subList(0, MISSING_SHOWN)) + ", …";
    return new CorruptTableException(
        "Cannot make up version %d of %s: the log has %s, but lacks %s: %s"
            .formatted(
                version,
                table,
                base < 0 ? "no checkpoint to start from" : "a checkpoint of version " + base,
                count == 1 ? "a commit" : count + " commits",
                shown));
  }

  private void add(List<LogSegment> segments, long version, @Nullable CheckpointFiles checkpoint) {
    long first = checkpoint == null ? 0 : checkpoint.version() + 1;
    LogFile own = commits.get(version);
    ObjectStatus commit = own == null ? null : own.status();
    List<LogFile> tail =
        first > version
            ? List.of()
            : List.copyOf(commits.subMap(first, true, version, true).values());
    if (!compacted.isEmpty() && first < version) {
      compacted
          .cover(commits, first, version)
          .filter(cover -> !cover.equals(tail))
          .ifPresent(cover -> segments.add(new LogSegment(version, checkpoint, cover, commit)));
    }
    if (tail.size() == version - first + 1) {
      segments.add(new LogSegment(version, checkpoint, tail, commit));
    }
  }
}
