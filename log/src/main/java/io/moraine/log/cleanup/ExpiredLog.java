package io.moraine.log.cleanup;

import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.TableLog;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The files of the log up to the newest version that was committed at or before a time.
 *
 * <p>A version's time is its file's, or a millisecond after the version before if that is later;
 * where the table keeps times within commits, that time must be reached too. So neither a clock
 * that went back nor a copy of the table makes a version seem older than it is.
 *
 * @param files all log files, in the order of their names, of versions up to {@code last}
 * @param hidden checksum files of log files of versions up to {@code last}, each as if it were the
 *     file that it is about, which may be gone
 * @param last the newest such version; nothing if there is none
 */
record ExpiredLog(List<LogFile> files, List<LogFile> hidden, OptionalLong last) {
  ExpiredLog {
    files = List.copyOf(files);
    hidden = List.copyOf(hidden);
  }

  /** Lists the log of {@code log} from its beginning until a version later than the time. */
  static ExpiredLog list(TableLog log, TableProperties properties, long cutoffMillis) {
    ObjectStore store = log.store();
    List<LogFile> files = new ArrayList<>();
    List<LogFile> hidden = new ArrayList<>();
    List<Long> commits = new ArrayList<>();
    long previous = Long.MIN_VALUE;
    Iterator<ObjectStatus> statuses = store.listFolder(LogFile.FOLDER, LocalChecksums.FIRST_NAME);
    while (statuses.hasNext()) {
      ObjectStatus status = statuses.next();
      Optional<LogFile> file = LogFile.of(status);
      if (file.isEmpty()) {
        hidden(status).ifPresent(hidden::add);
        continue;
      }
      if (file.get().kind() == LogFile.Kind.COMMIT) {
        long written = file.get().status().modifiedMillis();
        previous = previous == Long.MIN_VALUE ? written : Math.max(written, previous + 1);
        if (previous > cutoffMillis) {
          break;
        }
        commits.add(file.get().version());
      }
      files.add(file.get());
    }
    OptionalLong last = reached(log, properties, commits, cutoffMillis);
    return new ExpiredLog(upTo(last, files), upTo(last, hidden), last);
  }

  private static List<LogFile> upTo(OptionalLong last, List<LogFile> files) {
    return files.stream().filter(file -> file.version() <= last.orElse(-1)).toList();
  }

  /** The log's file that the hidden one is about, with the status of the hidden one. */
  private static Optional<LogFile> hidden(ObjectStatus status) {
    return LocalChecksums.subject(status.name())
        .flatMap(name -> LogFile.of(new ObjectStatus(LogFile.FOLDER + "/" + name, 0, 0)))
        .map(
            about ->
                new LogFile(status, about.kind(), about.version(), about.part(), about.parts()));
  }

  /** The newest of {@code commits} whose own time, if the table keeps such, is reached. */
  private static OptionalLong reached(
      TableLog log, TableProperties properties, List<Long> commits, long cutoffMillis) {
    if (commits.isEmpty()) {
      return OptionalLong.empty();
    }
    int low = 0;
    int high = commits.size();
    if (properties.enableInCommitTimestamps()) {
      long enabled = properties.inCommitTimestampEnablementVersion().orElse(0);
      while (low < high && commits.get(low) < enabled) {
        low++;
      }
      // These times rise from version to version.
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (inCommitMillis(log, commits.get(middle)) <= cutoffMillis) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      high = low;
    }
    return high == 0 ? OptionalLong.empty() : OptionalLong.of(commits.get(high - 1));
  }

  /** A commit that does not tell its time is not known to be old. */
  private static long inCommitMillis(TableLog log, long version) {
    for (Action action : log.commit(version)) {
      if (action instanceof CommitInfo info) {
        return info.inCommitTimestamp().orElse(Long.MAX_VALUE);
      }
    }
    return Long.MAX_VALUE;
  }

  /** The whole checkpoints among the files, the newest first. */
  List<CheckpointFiles> checkpoints() {
    return LogListing.checkpoints(files);
  }

  /** The commits among the files, by version. */
  NavigableMap<Long, LogFile> commits() {
    NavigableMap<Long, LogFile> commits = new TreeMap<>();
    for (LogFile file : files) {
      if (file.kind() == LogFile.Kind.COMMIT) {
        commits.put(file.version(), file);
      }
    }
    return commits;
  }
}
