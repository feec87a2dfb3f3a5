package io.moraine.log.changes;

import io.moraine.core.env.Environment;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.log.action.Action;
import io.moraine.log.action.Metadata;
import io.moraine.log.segment.LogFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.segment.TableNotFoundException;
import io.moraine.log.snapshot.CommitTimes;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows a table: gives each version from one on, once and in order, as they come.
 *
 * <p>A version is given only after the one before it; while one is missing, though a later one is
 * there, it is waited for. A version that was given is not given again, and one whose reading
 * failed is given by the next call. Another tail goes on from {@link #nextVersion()}.
 *
 * <p>Besides what each method names, all of them throw {@link InvalidInputException} if the next
 * version was cleaned up, or the first one is beyond the one after the latest; {@link
 * TableReplacedException} if the table is no longer there, or is another one; and what reading the
 * log throws. Not safe for use by several threads at once.
 */
public final class VersionTail implements Tail<VersionCommit> {
  private final TableLog log;
  private final Environment environment;
  private final TailOptions options;
  private final String table;

  /** What was listed and not given yet. */
  private NavigableMap<Long, LogFile> listed = new TreeMap<>();

  private long next;
  private @Nullable TableState state;

  /** The commit before the next one as it was listed; null if it is gone, or was not listed yet. */
  private @Nullable ObjectStatus previous;

  /** Whether the table was seen to be the right one just now. */
  private boolean isChecked;

  private long previousMillis = Long.MIN_VALUE;

  /** Since when the next version is missing; −1 if it is not. */
  private long missingSinceMillis = -1;

  /** Follows the table of {@code log}, which is looked at when a version is asked for. */
  public VersionTail(TableLog log, TailOptions options, Environment environment) {
    this.log = log;
    this.options = options;
    this.environment = environment;
    this.table = log.store().root().toString();
    this.next = options.first();
  }

  /** The version that comes next. */
  public long nextVersion() {
    return next;
  }

  /** Whether the last version that is wanted was given. */
  @Override
  public boolean isEnded() {
    return options.last().isPresent() && next > options.last().getAsLong();
  }

  /** The table's id, which it keeps for ever. */
  public String tableId() {
    return started().metadata().id();
  }

  /** The next version if it is there; does not wait. */
  @Override
  public Optional<VersionCommit> next() {
    if (isEnded()) {
      return Optional.empty();
    }
    TableState before = started();
    LogFile file = listed.get(next);
    if (file == null) {
      file = look();
    }
    if (file == null) {
      return Optional.empty();
    }
    List<Action> actions;
    try {
      actions = log.commit(next);
      if (namesOtherTable(actions, before)) {
        // A commit may name the table anew, or be of another one that came in its place since.
        file = lookAgain();
      }
    } catch (ObjectNotFoundException e) {
      file = lookAgain();
      actions = file == null ? List.of() : log.commit(next);
    }
    return file == null ? Optional.empty() : Optional.of(give(file, before, actions));
  }

  private static boolean namesOtherTable(List<Action> actions, TableState before) {
    return actions.stream()
        .anyMatch(a -> a instanceof Metadata m && !m.id().equals(before.metadata().id()));
  }

  private @Nullable LogFile lookAgain() {
    listed.clear();
    return look();
  }

  private VersionCommit give(LogFile file, TableState before, List<Action> actions) {
    TableState after = before.after(actions);
    if (!after.equals(before)) {
      ChangeRange.requireReadable(after, next, table, log.access());
    }
    long fileMillis = file.status().modifiedMillis();
    if (previousMillis != Long.MIN_VALUE) {
      fileMillis = Math.max(fileMillis, previousMillis + 1);
    }
    VersionCommit commit =
        new VersionCommit(
            next, ChangeRange.timestampMillis(after, actions, fileMillis), after, actions);
    state = after;
    previous = file.status();
    previousMillis = fileMillis;
    missingSinceMillis = -1;
    listed.remove(next);
    next++;
    return commit;
  }

  /**
   * The next version, waiting for it up to {@code timeoutMillis} milliseconds; nothing if it did
   * not come, or the tail has ended.
   */
  public Optional<VersionCommit> poll(long timeoutMillis) {
    long deadline = Math.addExact(environment.nowMillis(), timeoutMillis);
    while (true) {
      Optional<VersionCommit> commit = next();
      long left = deadline - environment.nowMillis();
      if (commit.isPresent() || isEnded() || left <= 0) {
        return commit;
      }
      environment.sleeper().sleep(Math.min(left, options.intervalMillis()));
    }
  }

  /** What is in force before the next version; finds that out at first. */
  private TableState started() {
    TableState known = state;
    if (known == null) {
      known = start();
      state = known;
    }
    return known;
  }

  private TableState start() {
    Snapshot latest = log.latest();
    requireId(latest.metadata());
    isChecked = true;
    if (next > latest.version() + 1) {
      throw new InvalidInputException(
          "Cannot follow %s from version %d: the latest is %d"
              .formatted(table, next, latest.version()));
    }
    CommitTimes times = log.times(latest);
    if (next > latest.version()) {
      previous = latest.commitFile().orElse(null);
      previousMillis =
          times.versions().isEmpty() ? Long.MIN_VALUE : times.fileMillis(latest.version());
      return TableState.of(latest);
    }
    if (times.versions().isEmpty()) {
      throw cleanedUp(latest.version() + 1);
    }
    long earliest = times.versions().get(0);
    if (next < earliest) {
      throw cleanedUp(earliest);
    }
    previousMillis = next == earliest ? Long.MIN_VALUE : times.fileMillis(next - 1);
    // The commit's own changes are in it already, which is the same as putting them on top.
    return TableState.of(next == latest.version() ? latest : log.at(next));
  }

  private InvalidInputException cleanedUp(long earliest) {
    return new InvalidInputException(
        "Cannot follow %s on from version %d: its log was cleaned up, the earliest version available is %d"
            .formatted(table, next, earliest));
  }

  private void requireId(Metadata metadata) {
    Optional.ofNullable(state)
        .map(known -> known.metadata().id())
        .or(options::tableId)
        .filter(id -> !id.equals(metadata.id()))
        .ifPresent(
            id -> {
              throw new TableReplacedException(
                  "At %s there is another table than the one that was followed: its id is %s, expected %s"
                      .formatted(table, metadata.id(), id));
            });
  }

  /** Lists what is new; the next commit's file if it is there. */
  private @Nullable LogFile look() {
    LogListing listing = LogListing.list(log.store(), Math.max(0, next - 1), Long.MAX_VALUE);
    requireSameTable(listing);
    NavigableMap<Long, LogFile> newer = new TreeMap<>(listing.commits().tailMap(next, true));
    LogFile file = newer.get(next);
    if (file == null && listing.latestVersion().orElse(-1) >= next) {
      // A listing may miss what comes while it goes on.
      file = probe();
      if (file == null) {
        return missing(listing);
      }
    }
    listed = newer;
    return file;
  }

  private @Nullable LogFile probe() {
    try {
      return LogFile.of(log.store().status(LogFile.commitKey(next))).orElse(null);
    } catch (ObjectNotFoundException e) {
      return null;
    }
  }

  /** A later version is there: the next one was cleaned up, or is yet to be seen. */
  private @Nullable LogFile missing(LogListing listing) {
    boolean checkpointed =
        listing.checkpoints().stream().anyMatch(checkpoint -> checkpoint.version() >= next);
    if (checkpointed) {
      CommitTimes times = log.times(log.latest());
      List<Long> versions = times.versions();
      long earliest = versions.isEmpty() ? next + 1 : versions.get(0);
      if (earliest > next) {
        throw cleanedUp(earliest);
      }
    }
    long now = environment.nowMillis();
    if (missingSinceMillis < 0) {
      missingSinceMillis = now;
    }
    if (now - missingSinceMillis > options.patienceMillis()) {
      throw new CorruptTableException(
          "Cannot follow %s on from version %d: its commit is missing, though there is a version %d, and did not come within %d ms"
              .formatted(
                  table, next, listing.latestVersion().orElse(-1), options.patienceMillis()));
    }
    return null;
  }

  /** The last version that was given must be there as it was, or at least be of the same table. */
  private void requireSameTable(LogListing listing) {
    LogFile own = next == 0 ? null : listing.commits().get(next - 1);
    ObjectStatus status = own == null ? null : own.status();
    boolean unchanged = Objects.equals(status, previous) && listing.latestVersion().isPresent();
    if (unchanged || isChecked) {
      previous = status;
      isChecked = false;
      return;
    }
    Optional<Snapshot> latest = latest();
    if (latest.isEmpty()) {
      throw new TableReplacedException(
          "There is no table any more at %s, which was followed up to version %d"
              .formatted(table, next - 1));
    }
    requireId(latest.get().metadata());
    if (latest.get().version() < next - 1) {
      throw new TableReplacedException(
          "The table at %s is not the one that was followed: its latest version is %d, but version %d was there"
              .formatted(table, latest.get().version(), next - 1));
    }
    previous = status;
  }

  private Optional<Snapshot> latest() {
    try {
      return log.latestIfExists();
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }
}
