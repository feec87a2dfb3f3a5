package io.moraine.log.snapshot;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.property.TableProperties;
import io.moraine.log.segment.LogFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;

/**
 * When each version was committed.
 *
 * <p>Up to where the table keeps times within commits, a version's time is when its file was
 * written, or a millisecond after the version before it if that is later, so that time never goes
 * back.
 */
public final class CommitTimes {
  private final ObjectStore store;
  private final String table;
  private final List<Long> versions = new ArrayList<>();
  private final List<Long> fileMillis = new ArrayList<>();
  private final int firstInCommit;

  /**
   * Times of {@code commits}, which have no gap.
   *
   * @param latest the properties of the newest version
   */
  CommitTimes(ObjectStore store, NavigableMap<Long, LogFile> commits, TableProperties latest) {
    this.store = store;
    this.table = store.root().toString();
    long previous = Long.MIN_VALUE;
    for (LogFile commit : commits.values()) {
      long adjusted = commit.status().modifiedMillis();
      if (previous != Long.MIN_VALUE) {
        adjusted = Math.max(adjusted, previous + 1);
      }
      versions.add(commit.version());
      fileMillis.add(adjusted);
      previous = adjusted;
    }
    this.firstInCommit = firstInCommit(latest);
  }

  private int firstInCommit(TableProperties latest) {
    if (!latest.enableInCommitTimestamps() || versions.isEmpty()) {
      return versions.size();
    }
    long enabled = latest.inCommitTimestampEnablementVersion().orElse(0);
    long ordinal = enabled - versions.get(0);
    return (int) Math.max(0, Math.min(ordinal, versions.size()));
  }

  /** The time of the commit at {@code ordinal}; may read its file. */
  long millis(int ordinal) {
    if (ordinal < firstInCommit) {
      return fileMillis.get(ordinal);
    }
    return Commits.info(store, versions.get(ordinal)).stream()
        .flatMapToLong(info -> info.inCommitTimestamp().stream())
        .findFirst()
        .orElse(fileMillis.get(ordinal));
  }

  /** The versions, in order and without a gap. */
  public List<Long> versions() {
    return Collections.unmodifiableList(versions);
  }

  /**
   * When the file of {@code version}, one of {@link #versions()}, was written, as adjusted: the
   * time of the version where commits do not carry their own.
   */
  public long fileMillis(long version) {
    return fileMillis.get((int) (version - versions.get(0)));
  }

  /** When the newest version was committed; may read its file. */
  public long newestMillis() {
    return millis(versions.size() - 1);
  }

  /**
   * The oldest version committed at {@code timestampMillis} or later; nothing if there is none.
   * Versions that are no longer there do not count. May read files.
   */
  public OptionalLong firstVersionSince(long timestampMillis) {
    if (versions.isEmpty() || timestampMillis > newestMillis()) {
      return OptionalLong.empty();
    }
    int first = firstOfPart(timestampMillis);
    if (timestampMillis < millis(first)) {
      return OptionalLong.of(versions.get(first));
    }
    long before = versionAsOf(timestampMillis);
    boolean exact = millis((int) (before - versions.get(0))) == timestampMillis;
    return OptionalLong.of(exact ? before : before + 1);
  }

  /** Where the versions start among which {@code timestampMillis} is looked for. */
  private int firstOfPart(long timestampMillis) {
    boolean both = firstInCommit < versions.size() && firstInCommit > 0;
    return both && millis(firstInCommit) <= timestampMillis ? firstInCommit : 0;
  }

  /**
   * The newest version committed at or before {@code timestampMillis}.
   *
   * @throws InvalidInputException if the time is before the first or after the last version's
   */
  public long versionAsOf(long timestampMillis) {
    int low = 0;
    int high = versions.size() - 1;
    // Times within commits may lie before file times; the part that holds them decides first.
    if (firstInCommit < versions.size() && firstInCommit > 0) {
      if (millis(firstInCommit) <= timestampMillis) {
        low = firstInCommit;
      } else {
        high = firstInCommit - 1;
      }
    }
    int newest = versions.size() - 1;
    if (timestampMillis > millis(newest)) {
      throw outside(timestampMillis, "after the latest version", newest);
    }
    if (timestampMillis < millis(low)) {
      throw outside(timestampMillis, "before the earliest version there is", low);
    }
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (millis(middle) <= timestampMillis) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return versions.get(low);
  }

  private InvalidInputException outside(long timestampMillis, String where, int ordinal) {
    return new InvalidInputException(
        "The time %s is %s of %s, %d, committed at %s"
            .formatted(
                Instant.ofEpochMilli(timestampMillis),
                where,
                table,
                versions.get(ordinal),
                Instant.ofEpochMilli(millis(ordinal))));
  }
}
