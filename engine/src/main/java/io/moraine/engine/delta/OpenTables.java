package io.moraine.engine.delta;

import io.moraine.core.store.ObjectStore;
import io.moraine.log.path.ExternalFiles;
import io.moraine.log.snapshot.Snapshot;
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
  private final Function<URI, ObjectStore> stores;
  private final ExternalFiles externals;
  private final Map<URI, TableHandle> handles = new HashMap<>();
  private final Map<URI, Snapshot> snapshots = new HashMap<>();

  /**
   * No tables yet.
   *
   * @param stores opens the store below a location
   */
  public OpenTables(Function<URI, ObjectStore> stores) {
    this(stores, ExternalFiles.REFUSED);
  }

  /**
   * As the other.
   *
   * @param externals for files that logs name outside of their tables; closed with this
   */
  public OpenTables(Function<URI, ObjectStore> stores, ExternalFiles externals) {
    this.stores = stores;
    this.externals = externals;
  }

  /** The handle of the table at {@code root}, whether there is one or not. */
  public synchronized TableHandle handle(URI root) {
    return handles.computeIfAbsent(root, uri -> TableHandle.of(stores.apply(uri), externals));
  }

  /** The newest snapshot of the table at {@code root}, if there is a table. */
  public Optional<Snapshot> latest(URI root) {
    TableHandle handle = handle(root);
    Snapshot known;
    synchronized (this) {
      known = snapshots.get(root);
    }
    Optional<Snapshot> latest =
        known == null ? handle.log().latestIfExists() : Optional.of(handle.log().update(known));
    synchronized (this) {
      latest.ifPresentOrElse(
          snapshot -> snapshots.put(root, snapshot), () -> snapshots.remove(root));
    }
    return latest;
  }

  /** Forgets the table at {@code root}: it was dropped. */
  public synchronized void forget(URI root) {
    snapshots.remove(root);
  }

  /** Closes the stores. */
  @Override
  public synchronized void close() {
    handles.values().forEach(handle -> handle.store().close());
    externals.close();
    handles.clear();
    snapshots.clear();
  }
}
