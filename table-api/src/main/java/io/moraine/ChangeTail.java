package io.moraine;

import io.moraine.engine.delta.TableHandle;
import io.moraine.log.changes.VersionTail;
import java.time.Duration;
import java.util.Optional;

/**
 * Follows a table: gives each version from one on, once and in order.
 *
 * <p>A version is given when the one before it was, also where the log shows it earlier, and none
 * is left out: if the next one was cleaned up before it was asked for, or the table was replaced by
 * another, all methods that look throw a {@link io.moraine.core.error.MoraineException} that says
 * so. A call that fails leaves the tail where it was. To go on later, keep {@link #nextVersion} and
 * {@link #tableId}. Holds nothing that needs to be closed. For one thread at a time.
 */
public final class ChangeTail {
  private final Session session;
  private final String location;
  private final TableHandle handle;
  private final VersionTail tail;

  ChangeTail(Session session, String location, TableHandle handle, VersionTail tail) {
    this.session = session;
    this.location = location;
    this.handle = handle;
    this.tail = tail;
  }

  /** The next version if it is there; does not wait. */
  public Optional<VersionChanges> next() {
    return tail.next().map(commit -> new VersionChanges(session, location, handle, commit));
  }

  /**
   * The next version, waiting for it up to {@code timeout}; nothing if it did not come, or the tail
   * has ended.
   */
  public Optional<VersionChanges> poll(Duration timeout) {
    return tail.poll(timeout.toMillis())
        .map(commit -> new VersionChanges(session, location, handle, commit));
  }

  /** The version that comes next. */
  public long nextVersion() {
    return tail.nextVersion();
  }

  /** Whether the last version that is wanted was given. */
  public boolean isEnded() {
    return tail.isEnded();
  }

  /** The id of the table that is followed. */
  public String tableId() {
    return tail.tableId();
  }
}
