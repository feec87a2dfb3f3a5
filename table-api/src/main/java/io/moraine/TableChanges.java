package io.moraine;

import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.engine.delta.ChangesTable;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.changes.ChangeBounds;
import io.moraine.log.changes.ChangeBounds.BeyondLatest;
import io.moraine.log.changes.ChangePoint;
import io.moraine.log.changes.ChangePoint.AtTime;
import io.moraine.log.changes.ChangePoint.AtVersion;
import io.moraine.log.changes.Tail;
import io.moraine.log.changes.TailOptions;
import io.moraine.log.changes.TailPublisher;
import io.moraine.log.changes.VersionTail;
import io.moraine.log.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * Which changes of a table are meant, and the ways to have them: the rows that the versions of a
 * range changed, or each version as it comes. Each method that narrows it returns another one.
 *
 * <pre>{@code
 * // The rows of a table with the property delta.enableChangeDataFeed = true:
 * try (Stream<Row> rows = table.changes().from(3).to(5).read().where("city = 'Oslo'").rows()) {
 *   rows.forEach(row -> System.out.println(row.string("_change_type") + " " + row.longValue("id")));
 * }
 *
 * // Versions of any table, those that are there and those to come:
 * ChangeTail tail = table.changes(6).follow();
 * tail.poll(Duration.ofSeconds(30))
 *     .ifPresent(change -> System.out.println(change.version() + " " + change.read().count()));
 *
 * table.changes(6).publisher().subscribe(subscriber);
 * }</pre>
 */
public final class TableChanges {
  private static final ChangeBounds ALL =
      new ChangeBounds(new AtVersion(0), Optional.empty(), BeyondLatest.REFUSE);

  private final Session session;
  private final String location;
  private final ChangeBounds bounds;
  private final TailOptions tail;

  private TableChanges(Session session, String location, ChangeBounds bounds, TailOptions tail) {
    this.session = session;
    this.location = location;
    this.bounds = bounds;
    this.tail = tail;
  }

  static TableChanges of(Session session, String location) {
    return new TableChanges(session, location, ALL, TailOptions.from(0));
  }

  /** From {@code version} on, itself included; version 0 unless set. */
  public TableChanges from(long version) {
    return from(new AtVersion(version));
  }

  /** From the first version on that was committed at {@code time} or later. */
  public TableChanges from(Instant time) {
    // Versions have times in milliseconds: a start within one is after it.
    long millis = time.toEpochMilli();
    boolean exact = Instant.ofEpochMilli(millis).equals(time);
    return from(new AtTime(exact ? millis : millis + 1));
  }

  private TableChanges from(ChangePoint from) {
    return with(new ChangeBounds(from, bounds.to(), bounds.beyondLatest()));
  }

  /** Up to {@code version}, itself included, or to the newest one if that is before it. */
  public TableChanges to(long version) {
    return to(new AtVersion(version));
  }

  /** Up to the last version that was committed by {@code time}. */
  public TableChanges to(Instant time) {
    return to(new AtTime(time.toEpochMilli()));
  }

  private TableChanges to(ChangePoint to) {
    return with(new ChangeBounds(bounds.from(), Optional.of(to), bounds.beyondLatest()));
  }

  /** Lets a start, or a time as the end, be after the newest version, instead of refusing it. */
  public TableChanges allowingBeyondLatest() {
    return with(new ChangeBounds(bounds.from(), bounds.to(), BeyondLatest.ALLOW));
  }

  /**
   * Of the table with this id only: {@link #follow} and {@link #publisher} refuse one that was made
   * in its place. For going on where a {@link ChangeTail} stopped; see {@link ChangeTail#tableId}.
   */
  public TableChanges ofTable(String tableId) {
    return new TableChanges(session, location, bounds, tail.ofTable(tableId));
  }

  /** How often to look for versions that are not there yet: each second unless set. */
  public TableChanges every(Duration interval) {
    return new TableChanges(
        session, location, bounds, tail.withIntervalMillis(Math.max(1, interval.toMillis())));
  }

  private TableChanges with(ChangeBounds newBounds) {
    return new TableChanges(session, location, newBounds, tail);
  }

  /**
   * The rows that the versions changed, as the table recorded them, under the schema of the last
   * version of the range. Each row has the table's columns and {@code _change_type}, {@code
   * insert}, {@code delete}, {@code update_preimage} or {@code update_postimage}, {@code
   * _commit_version} and {@code _commit_timestamp}. The newest version is that of now.
   *
   * @throws InvalidInputException if there are no such versions (any more), if {@code
   *     delta.enableChangeDataFeed} was off in one of them, or if a column was dropped, renamed, or
   *     changed its type other than by widening, in between; the message names the version
   */
  public ChangeRead read() {
    DeltaTable newest = session.latest(location);
    ChangesTable table =
        ChangesTable.feed(
            "changes of " + location,
            newest.handle(),
            newest.snapshot(),
            bounds,
            session.environment().clock().getZone());
    return ChangeRead.of(session, table);
  }

  /**
   * Follows the table, which needs no property for it: gives each version from the start on, those
   * that are there and those to come, once and in order. Nothing is looked at before it is asked. A
   * time as the start, if it is after the newest version, means the next one.
   *
   * @throws InvalidInputException if the end is a time, which no version may have
   */
  public ChangeTail follow() {
    Snapshot newest = session.latest(location).snapshot();
    TableHandle handle = session.handle(location);
    return new ChangeTail(
        session,
        location,
        handle,
        new VersionTail(handle.log(), tail(handle, newest), environment()));
  }

  private TailOptions tail(TableHandle handle, Snapshot newest) {
    TailOptions options = tail.startingAt(first(handle, newest));
    if (bounds.to().isEmpty()) {
      return options;
    }
    if (bounds.to().get() instanceof AtVersion end) {
      return options.to(end.version());
    }
    throw new InvalidInputException(
        "A table is followed to a version or without an end, but not to a time: "
            + bounds.to().get());
  }

  private long first(TableHandle handle, Snapshot newest) {
    if (bounds.from() instanceof AtVersion start) {
      return start.version();
    }
    OptionalLong version =
        handle.log().times(newest).firstVersionSince(((AtTime) bounds.from()).millis());
    return version.orElse(newest.version() + 1);
  }

  /**
   * As {@link #follow}, for any number of subscribers, each from the start and at its own pace;
   * they are called by threads of the environment. A publisher with an end completes after it; the
   * error of one whose table cannot be followed any further goes to the subscriber.
   */
  public Flow.Publisher<VersionChanges> publisher() {
    return publisher(environment().executor());
  }

  /** As {@link #publisher()}, calling subscribers by tasks of {@code executor}. */
  public Flow.Publisher<VersionChanges> publisher(Executor executor) {
    return new TailPublisher<>(
        () -> new FollowedTable(follow()),
        environment().sleeper(),
        executor,
        tail.intervalMillis());
  }

  /** A tail as publishers take it. */
  private record FollowedTable(ChangeTail tail) implements Tail<VersionChanges> {
    @Override
    public Optional<VersionChanges> next() {
      return tail.next();
    }

    @Override
    public boolean isEnded() {
      return tail.isEnded();
    }
  }

  private Environment environment() {
    return session.environment();
  }
}
