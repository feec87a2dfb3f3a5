package io.moraine.engine.delta;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.catalog.TableCatalog;
import io.moraine.log.path.ExternalFiles;
import io.moraine.log.snapshot.ChecksumPolicy;
import io.moraine.log.snapshot.LogOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.SnapshotCache;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private final SnapshotCache snapshots;
  private final LogOptions options;
  private final Optional<TableCatalog> catalog;
  private final TableHandle.Upkeep upkeep;
  private final Map<URI, TableHandle> handles = new HashMap<>();
  private final List<TableHandle> forgotten = new ArrayList<>();

  /**
   * No tables yet.
   *
   * @param environment several files of a log are read at once in it
   * @param cacheBytes about how much is kept of the tables' logs
   * @param stores opens the store below a location
   * @param externals for files that logs name outside of their tables; closed with this
   * @param checksums what to do about versions that contradict their checksums
   * @param catalog manages some of the tables, if there is one
   * @param upkeep what is done after commits besides what logs need
   */
  public OpenTables(
      Environment environment,
      long cacheBytes,
      Function<URI, ObjectStore> stores,
      ExternalFiles externals,
      ChecksumPolicy checksums,
      Optional<TableCatalog> catalog,
      TableHandle.Upkeep upkeep) {
    this.catalog = catalog;
    this.upkeep = upkeep;
    this.stores = stores;
    this.externals = externals;
    this.snapshots = new SnapshotCache(cacheBytes);
    this.options =
        LogOptions.plain()
            .with(Parallel.in(environment), snapshots.statistics())
            .with(externals)
            .with(checksums);
  }

  /** The handle of the table at {@code root}, whether there is one or not. */
  public synchronized TableHandle handle(URI root) {
    return handles.computeIfAbsent(root, this::open);
  }

  private TableHandle open(URI root) {
    ObjectStore store = stores.apply(root);
    LogOptions own =
        catalog
            .filter(manager -> manager.versions(store.root()).isPresent())
            .map(options::with)
            .orElse(options);
    return TableHandle.of(store, own, upkeep);
  }

  /** The newest snapshot of the table at {@code root}, if there is a table. */
  public Optional<Snapshot> latest(URI root) {
    return snapshots.latest(handle(root).log());
  }

  /** Forgets the table at {@code root}: it was dropped, or is found another way from now on. */
  public synchronized void forget(URI root) {
    TableHandle handle = handle(root);
    snapshots.forget(handle.log().store().root());
    handles.remove(root);
    // Statements may still read from it.
    forgotten.add(handle);
  }

  /** Closes the stores. */
  @Override
  public synchronized void close() {
    handles.values().forEach(handle -> handle.store().close());
    forgotten.forEach(handle -> handle.store().close());
    externals.close();
    handles.clear();
    snapshots.clear();
  }
}
