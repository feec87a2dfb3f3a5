package io.moraine.log.changes;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.log.action.Action;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.snapshot.CommitTimes;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * Versions without a gap, and what is in force at each. Commits are read when they are asked for,
 * one at a time; small ones that were read to make the range are kept. Safe for use by many
 * threads.
 */
public final class ChangeRange implements Iterable<VersionCommit> {
  /** So many actions are kept of those read to make the range; some tens of megabytes at most. */
  private static final int KEPT_ACTIONS = 20_000;

  private final TableLog log;
  private final String table;
  private final CommitTimes times;
  private final VersionRange versions;

  /** By the first version where it is in force. */
  private final NavigableMap<Long, TableState> states = new TreeMap<>();

  private final Map<Long, List<Action>> kept = new HashMap<>();

  private ChangeRange(TableLog log, String table, CommitTimes times, VersionRange versions) {
    this.log = log;
    this.table = table;
    this.times = times;
    this.versions = versions;
  }

  /**
   * The range {@code versions}, all of which {@code times} has.
   *
   * @throws UnsupportedFeatureException if a version in it needs a table feature that Moraine lacks
   */
  static ChangeRange of(TableLog log, Snapshot newest, CommitTimes times, VersionRange versions) {
    ChangeRange range = new ChangeRange(log, newest.table(), times, versions);
    range.readHeaders(newest);
    return range;
  }

  private void readHeaders(Snapshot newest) {
    Map<Long, List<Action>> headers = new TreeMap<>();
    int actions = 0;
    for (long version = versions.first(); version <= versions.last(); version++) {
      List<Action> commit = read(version);
      List<Action> header =
          commit.stream().filter(a -> a instanceof Protocol || a instanceof Metadata).toList();
      if (!header.isEmpty() && version > versions.first()) {
        headers.put(version, header);
      }
      actions += commit.size();
      if (actions <= KEPT_ACTIONS) {
        kept.put(version, commit);
      }
    }
    // What is in force now was so all the time if no commit says otherwise.
    boolean known =
        versions.first() == newest.version()
            || (headers.isEmpty() && versions.last() == newest.version());
    TableState state = TableState.of(known ? newest : log.at(versions.first()));
    states.put(versions.first(), state);
    for (Map.Entry<Long, List<Action>> header : headers.entrySet()) {
      state = state.after(header.getValue());
      requireReadable(state, header.getKey(), table, log.access());
      states.put(header.getKey(), state);
    }
  }

  static void requireReadable(
      TableState state, long version, String table, FeatureGate.Access access) {
    FeatureGate.requireReadable(
        state.protocol(), state.metadata(), "version %d of %s".formatted(version, table), access);
  }

  private List<Action> read(long version) {
    try {
      return log.commit(version);
    } catch (ObjectNotFoundException e) {
      throw new InvalidInputException(
          "The changes of version %d of %s are no longer there: its log was cleaned up just now"
              .formatted(version, table),
          e);
    }
  }

  /** The table's location, which names it in errors. */
  public String table() {
    return table;
  }

  /** Which versions. */
  public VersionRange versions() {
    return versions;
  }

  /** What is in force at {@code version}, one of the range. */
  public TableState state(long version) {
    return states.floorEntry(version).getValue();
  }

  /** What is in force at the last version. */
  public TableState lastState() {
    return state(versions.last());
  }

  /** What is in force, by the first version of the range where it is. */
  NavigableMap<Long, TableState> states() {
    return states;
  }

  /** The commit of {@code version}, one of the range; may read it. */
  public VersionCommit commit(long version) {
    List<Action> actions = kept.get(version);
    TableState state = state(version);
    List<Action> read = actions == null ? read(version) : actions;
    return new VersionCommit(version, timestampMillis(version, state, read), state, read);
  }

  private long timestampMillis(long version, TableState state, List<Action> actions) {
    long fileMillis = times.fileMillis(version);
    return timestampMillis(state, actions, fileMillis);
  }

  /** The commit's own time where it has one by the table's properties, else its file's. */
  static long timestampMillis(TableState state, List<Action> actions, long fileMillis) {
    if (!state.properties().enableInCommitTimestamps()) {
      return fileMillis;
    }
    return actions.stream()
        .filter(CommitInfo.class::isInstance)
        .flatMapToLong(info -> ((CommitInfo) info).inCommitTimestamp().stream())
        .findFirst()
        .orElse(fileMillis);
  }

  /** The commits in order, each read when it is asked for. */
  @Override
  public Iterator<VersionCommit> iterator() {
    return new Iterator<>() {
      private long next = versions.first();

      @Override
      public boolean hasNext() {
        return next <= versions.last();
      }

      @Override
      public VersionCommit next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return commit(next++);
      }
    };
  }
}
