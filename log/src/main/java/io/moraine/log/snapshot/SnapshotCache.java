package io.moraine.log.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.moraine.log.segment.TableNotFoundException;
import io.moraine.log.state.StatisticsCache;
import java.net.URI;
import java.util.Optional;

/**
 * The newest snapshots that were seen of tables, and statistics that were read of them, up to a
 * number of bytes. Safe for use by many threads.
 *
 * <p>A snapshot from here is always brought up to date first, which lists the log from its version
 * on. If the file of its commit is not the one it was loaded from, the table was made anew, and is
 * loaded anew.
 */
public final class SnapshotCache {
  /** What a snapshot takes besides its files. */
  private static final int BYTES_OF_A_SNAPSHOT = 20_000;

  private static final int STATISTICS_PART = 3;

  private final Cache<URI, Snapshot> snapshots;
  private final StatisticsCache statistics;

  /** Keeps about {@code maxBytes}, a third of them for statistics. */
  public SnapshotCache(long maxBytes) {
    this.statistics = new StatisticsCache(maxBytes / STATISTICS_PART);
    this.snapshots =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes - maxBytes / STATISTICS_PART)
            .weigher((URI root, Snapshot snapshot) -> weight(snapshot))
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Snapshot snapshot) {
    return (int) Math.min(Integer.MAX_VALUE, snapshot.files().heapBytes() + BYTES_OF_A_SNAPSHOT);
  }

  /** Where tables' logs keep statistics of checkpoints' files. */
  public StatisticsCache statistics() {
    return statistics;
  }

  /** The newest snapshot of the table of {@code log}; nothing if there is no table. */
  public Optional<Snapshot> latest(TableLog log) {
    URI root = log.store().root();
    Snapshot known = snapshots.getIfPresent(root);
    Optional<Snapshot> latest = known == null ? log.latestIfExists() : updated(log, known);
    latest.ifPresentOrElse(
        snapshot -> {
          if (snapshot != known) {
            snapshots.put(root, snapshot);
          }
        },
        () -> snapshots.invalidate(root));
    return latest;
  }

  private static Optional<Snapshot> updated(TableLog log, Snapshot known) {
    try {
      return Optional.of(log.update(known));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Forgets the table at {@code root}. */
  public void forget(URI root) {
    snapshots.invalidate(root);
  }

  /** Forgets all. */
  public void clear() {
    snapshots.invalidateAll();
  }
}
