package io.moraine.compaction.vacuum;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PhysicalNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The files of a table's folder that VACUUM may look at. Hidden ones, whose names or whose folders'
 * names begin with {@code _} or {@code .}, are none of its business but for change data, indexes
 * and folders of partitions; nor are the files of another table within the folder.
 */
final class FolderListing {
  private static final List<String> NOT_HIDDEN = List.of("_change_data", "_delta_index");

  private final ObjectStore store;
  private final Environment environment;
  private final Set<String> partitionPrefixes = new HashSet<>();
  private final boolean metadataIsIcebergs;
  private final Set<String> folders = new HashSet<>();
  private final Set<String> tables = new TreeSet<>();

  FolderListing(Snapshot snapshot, ObjectStore store, Environment environment) {
    this.store = store;
    this.environment = environment;
    for (String column : snapshot.partitionColumns()) {
      partitionPrefixes.add(column + "=");
      partitionPrefixes.add(
          PhysicalNames.of(snapshot.schema().field(column), snapshot.columnMappingMode()) + "=");
    }
    this.metadataIsIcebergs =
        snapshot
                .properties()
                .text("delta.universalFormat.enabledFormats")
                .map(formats -> formats.toLowerCase(Locale.ROOT).contains("iceberg"))
                .orElse(false)
            || snapshot.properties().isOn("delta.enableIcebergCompatV1")
            || snapshot.properties().isOn("delta.enableIcebergCompatV2")
            || snapshot.properties().isOn("delta.enableIcebergCompatV3");
  }

  /**
   * The files that {@code wanted} accepts, of all. Folders right below the table's are listed
   * several at once; {@code wanted} is called by one thread at a time.
   */
  List<ObjectStatus> list(Predicate<ObjectStatus> wanted) {
    List<ObjectStatus> found = new ArrayList<>();
    add(store.listFolder("", ""), wanted, found);
    List<String> below =
        store.listFolders("").stream().filter(name -> !isHidden(name, true)).toList();
    Parallel.in(environment)
        .forEach(below.size(), i -> add(store.listTree(below.get(i)), wanted, found));
    found.removeIf(file -> tables.stream().anyMatch(table -> file.key().startsWith(table)));
    return found;
  }

  private void add(
      Iterator<ObjectStatus> listing, Predicate<ObjectStatus> wanted, List<ObjectStatus> found) {
    while (listing.hasNext()) {
      ObjectStatus file = listing.next();
      synchronized (this) {
        if (isOurs(file.key()) && wanted.test(file)) {
          found.add(file);
        }
      }
    }
  }

  /** How many folders have files that were looked at, the table's own among them. */
  int folders() {
    return folders.size() + 1;
  }

  /** Why files were passed over that someone may ask for. */
  List<String> leftAlone() {
    return tables.stream()
        .map(table -> "%s has a log: it is a table of its own".formatted(table))
        .toList();
  }

  /** Whether the file at {@code key} is one that VACUUM may look at. */
  boolean isOurs(String key) {
    int from = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
      String name = key.substring(from, slash);
      if (name.equals(LogFile.FOLDER) && from > 0) {
        tables.add(key.substring(0, from));
      }
      if (isHidden(name, from == 0)) {
        return false;
      }
      from = slash + 1;
    }
    if (from > 0) {
      folders.add(key.substring(0, from));
    }
    return !isHidden(key.substring(from), false);
  }

  private boolean isHidden(String name, boolean top) {
    if (top && metadataIsIcebergs && name.equals("metadata")) {
      return true;
    }
    return (name.startsWith("_") || name.startsWith("."))
        && NOT_HIDDEN.stream().noneMatch(name::startsWith)
        && partitionPrefixes.stream().noneMatch(name::startsWith);
  }
}
