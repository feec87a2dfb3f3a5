package io.moraine.log.catalog;

import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.store.PutOutcome;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A catalog of files in an object store: a folder for each table, in it a file for each version
 * that holds the name of its staged commit. The file that was put first is the ratification; it
 * stays for good, so that no version can be ratified twice.
 */
public final class FileCatalog implements TableCatalog {
  private static final String TABLE = "table";
  private static final String PUBLISHED = "published";
  private static final String VERSIONS = "/versions";

  private final ObjectStore store;

  /** The catalog whose files are in {@code store}. */
  public FileCatalog(ObjectStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return store.root().toString();
  }

  private static String folder(URI table) {
    // file:/lake and file:///lake are the same place.
    String authority = table.getRawAuthority() == null ? "" : table.getRawAuthority();
    String place = table.getScheme() + "://" + authority + table.getRawPath();
    return URLEncoder.encode(place, StandardCharsets.UTF_8);
  }

  private static String entry(URI table, long version) {
    return folder(table) + VERSIONS + "/" + "%020d".formatted(version);
  }

  /** Manages the table at {@code table}, which has no version yet, from now on. */
  public void register(URI table) {
    store.putIfAbsent(
        folder(table) + "/" + TABLE, table.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Optional<String> text(String key) {
    try {
      return Optional.of(new String(store.read(key), StandardCharsets.UTF_8));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Versions> versions(URI table) {
    if (text(folder(table) + "/" + TABLE).isEmpty()) {
      return Optional.empty();
    }
    long published =
        text(folder(table) + "/" + PUBLISHED).map(text -> Long.parseLong(text.strip())).orElse(-1L);
    TreeMap<Long, String> unpublished = new TreeMap<>();
    long latest = published;
    Iterator<ObjectStatus> entries =
        store.listFolder(folder(table) + VERSIONS, "%020d".formatted(published + 1));
    while (entries.hasNext()) {
      ObjectStatus entry = entries.next();
      latest = Long.parseLong(entry.name());
      unpublished.put(latest, text(entry.key()).orElseThrow());
    }
    return Optional.of(new Versions(latest, unpublished));
  }

  @Override
  public Optional<String> staged(URI table, long version) {
    return text(entry(table, version));
  }

  @Override
  public Ratification ratify(URI table, long version, String staged) {
    if (version > 0 && staged(table, version - 1).isEmpty()) {
      return Ratification.LOST;
    }
    PutOutcome outcome =
        store.putIfAbsent(entry(table, version), staged.getBytes(StandardCharsets.UTF_8));
    return switch (outcome) {
      case WON -> Ratification.RATIFIED;
      case EXISTS -> Ratification.LOST;
      case UNKNOWN -> Ratification.UNKNOWN;
    };
  }

  @Override
  public void published(URI table, long version) {
    // An older number written late costs some reads, no more.
    store.put(
        folder(table) + "/" + PUBLISHED, Long.toString(version).getBytes(StandardCharsets.UTF_8));
  }
}
