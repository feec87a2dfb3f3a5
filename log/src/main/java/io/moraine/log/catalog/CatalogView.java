package io.moraine.log.catalog;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ForwardingStore;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.segment.LogFile;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table's store as its catalog has it: ratified commits are in the log whether they were
 * published or not, and nothing else is.
 */
public final class CatalogView extends ForwardingStore {
  private final TableCatalog catalog;

  /** The table at the root of {@code store}. */
  public CatalogView(ObjectStore store, TableCatalog catalog) {
    super(store);
    this.catalog = catalog;
  }

  /** The store as it is. */
  public ObjectStore plain() {
    return store();
  }

  private TableCatalog.Versions versions() {
    return catalog
        .versions(root())
        .orElseThrow(
            () ->
                new ObjectNotFoundException(
                    "Catalog %s does not manage a table at %s".formatted(catalog.name(), root())));
  }

  /** The key under which {@code key} is in the store. */
  private String stored(String key) {
    String prefix = LogFile.FOLDER + "/";
    if (!key.startsWith(prefix)) {
      return key;
    }
    long version = LogFile.version(key.substring(prefix.length()));
    if (version < 0 || !key.equals(LogFile.commitKey(version))) {
      return key;
    }
    Optional<String> staged = Optional.ofNullable(versions().unpublished().get(version));
    return staged.map(StagedCommits::key).orElse(key);
  }

  @Override
  public ObjectStatus status(String key) {
    ObjectStatus status = store().status(stored(key));
    return new ObjectStatus(key, status.sizeBytes(), status.modifiedMillis());
  }

  @Override
  public byte[] read(String key) {
    return store().read(stored(key));
  }

  @Override
  public ObjectReader open(String key) {
    return store().open(stored(key));
  }

  @Override
  public Iterator<ObjectStatus> listFolder(String folder, String firstName) {
    if (!folder.equals(LogFile.FOLDER)) {
      return store().listFolder(folder, firstName);
    }
    TableCatalog.Versions versions = versions();
    TreeMap<String, ObjectStatus> found = new TreeMap<>();
    for (Iterator<ObjectStatus> all = store().listFolder(folder, firstName); all.hasNext(); ) {
      ObjectStatus status = all.next();
      // A version that the catalog does not know is none.
      if (LogFile.version(status.name()) <= versions.latest()) {
        found.put(status.name(), status);
      }
    }
    versions
        .unpublished()
        .forEach(
            (version, name) -> {
              String key = LogFile.commitKey(version);
              String own = key.substring(LogFile.FOLDER.length() + 1);
              if (own.compareTo(firstName) >= 0) {
                ObjectStatus staged = store().status(StagedCommits.key(name));
                found.put(own, new ObjectStatus(key, staged.sizeBytes(), staged.modifiedMillis()));
              }
            });
    return found.values().iterator();
  }
}
