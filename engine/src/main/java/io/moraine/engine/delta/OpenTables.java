package io.moraine.engine.delta;

import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.SnapshotCache;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tables that a session has used: each store is opened once, and a snapshot is brought up to
 * date instead of loaded again. Safe for use by many threads.
 */
public final class OpenTables implements AutoCloseable {
  private final Environment environment;
  private final Function<URI, ObjectStore> stores;
  private final SnapshotCache snapshots;
  private final Map<URI, TableHandle> handles = new HashMap<>();

  /**
   * No tables yet.
   *
   * @param cacheBytes about how much is kept of their logs
   * @param stores opens the store below a location
   */
  public OpenTables(
      Environment environment, long cacheBytes, Function<URI, ObjectStore> stores) {
    this.environment = environment;
    this.stores = stores;
    this.snapshots = new SnapshotCache(cacheBytes);
  }

  /** The handle of the table at {@code root}, whether there is one or not. */
  public synchronized TableHandle handle(URI root) {
    return handles.computeIfAbsent(
        root, uri -> TableHandle.of(stores.apply(uri), environment, snapshots.statistics()));
  }

  /** The newest snapshot of the table at {@code root}, if there is a table. */
  public Optional<Snapshot> latest(URI root) {
    return snapshots.latest(handle(root).log());
  }

  /** Forgets the table at {@code root}: it was dropped. */
  public void forget(URI root) {
    snapshots.forget(handle(root).log().store().root());
  }

  /** Closes the stores. */
  @Override
  public synchronized void close() {
    handles.values().forEach(handle -> handle.store().close());
    handles.clear();
    snapshots.clear();
  }
}
