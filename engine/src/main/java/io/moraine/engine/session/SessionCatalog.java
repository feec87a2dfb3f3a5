package io.moraine.engine.session;

import io.moraine.core.env.Environment;
import io.moraine.core.store.StoreOptions;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ChangesOf;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaCatalog;
import io.moraine.engine.dml.SharedCommit;
import io.moraine.engine.file.FileFormat;
import io.moraine.engine.file.FileOptions;
import io.moraine.engine.file.FileTable;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The tables one statement may name, each found once: two mentions of a table are of one state of
 * it. Names that the session registered come first, then files ({@code csv.`/path`}), then Delta
 * tables.
 */
final class SessionCatalog implements Catalog {
  private static final List<String> FILE_FORMATS = List.of("csv", "json", "parquet");

  private record Key(TableName name, TableTime time) {}

  private final Map<String, CatalogTable> registered;
  private final DeltaCatalog delta;
  private final StoreOptions stores;
  private final Environment environment;
  private final Optional<SharedCommit> shared;
  private final Map<Key, Optional<? extends CatalogTable>> found = new HashMap<>();

  SessionCatalog(
      Map<String, CatalogTable> registered,
      DeltaCatalog delta,
      StoreOptions stores,
      Environment environment,
      Optional<SharedCommit> shared) {
    this.registered = registered;
    this.delta = delta;
    this.stores = stores;
    this.environment = environment;
    this.shared = shared;
  }

  /** The same tables, and {@code table} by {@code name}, in lower case. */
  SessionCatalog with(String name, CatalogTable table) {
    Map<String, CatalogTable> more = new HashMap<>(registered);
    more.put(name, table);
    return new SessionCatalog(more, delta, stores, environment, shared);
  }

  /** The settings of the stores that have the tables and files. */
  StoreOptions stores() {
    return stores;
  }

  DeltaCatalog delta() {
    return delta;
  }

  @Override
  public Optional<? extends CatalogTable> table(TableName name, TableTime time) {
    Key key = new Key(name, time);
    Optional<? extends CatalogTable> known = found.get(key);
    if (known == null) {
      known = find(name, time);
      found.put(key, known);
    }
    return known;
  }

  @Override
  public Optional<? extends CatalogTable> changes(TableName name, ChangesOf changes) {
    return delta.changes(name, changes);
  }

  @Override
  public List<String> beside(TableName name) {
    if (name.parts().size() > 1) {
      return List.of();
    }
    List<String> names = new ArrayList<>(new TreeSet<>(registered.keySet()));
    names.addAll(delta.folders());
    return names;
  }

  private Optional<? extends CatalogTable> find(TableName name, TableTime time) {
    String first = name.parts().get(0).toLowerCase(Locale.ROOT);
    boolean latest = time instanceof TableTime.Latest;
    if (name.parts().size() == 1 && latest && registered.containsKey(first)) {
      return Optional.of(registered.get(first));
    }
    if (name.parts().size() == 2 && latest && FILE_FORMATS.contains(first)) {
      return Optional.of(
          FileTable.open(
              name.last(),
              FileOptions.DEFAULT.withFormat(FileFormat.named(first)).withStores(stores),
              environment));
    }
    if (latest && shared.isPresent() && delta.location(name).equals(Optional.of(root()))) {
      return Optional.of(shared.get().current(name.toString()));
    }
    return delta.table(name, time);
  }

  private URI root() {
    return shared.orElseThrow().root();
  }
}
