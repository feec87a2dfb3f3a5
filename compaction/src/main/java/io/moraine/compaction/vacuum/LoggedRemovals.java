package io.moraine.compaction.vacuum;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.segment.LogListing;
import io.moraine.log.snapshot.TableLog;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Finds files that left a table in its log: those that its commits removed, and change data. */
final class LoggedRemovals {
  private final TableLog log;
  private final NeededFiles needed;
  private final FolderListing folder;
  private final long cutoffMillis;
  private final Map<String, VacuumFile> files = new LinkedHashMap<>();

  LoggedRemovals(TableLog log, NeededFiles needed, FolderListing folder, long cutoffMillis) {
    this.log = log;
    this.needed = needed;
    this.folder = folder;
    this.cutoffMillis = cutoffMillis;
  }

  /**
   * The files of commits up to {@code last}, from after what the last VACUUM looked at.
   *
   * @throws InvalidInputException if commits in between are gone
   */
  Collection<VacuumFile> upTo(long last) {
    for (long version = first(); version <= last; version++) {
      for (Action action : log.commit(version)) {
        if (action instanceof RemoveFile remove && remove.deletionMillis() < cutoffMillis) {
          String reason = VacuumPlanner.left(remove.deletionTimestamp());
          add(remove.path(), remove.size() == null ? 0 : remove.size(), reason);
          needed
              .file(remove.deletionVector(), remove.path())
              .ifPresent(vector -> addKey(vector, 0, reason));
        } else if (action instanceof AddCdcFile cdc) {
          add(cdc.path(), cdc.size(), "change data of version " + version);
        }
      }
    }
    return files.values();
  }

  private long first() {
    long earliest = LogListing.listAll(log.store()).commits().firstKey();
    OptionalLong before = LastVacuum.version(log.store());
    if (before.isEmpty() ? earliest > 0 : before.getAsLong() + 1 < earliest) {
      throw new InvalidInputException(
          ("Cannot vacuum %s by its log alone: the log begins at version %d, and which files left"
                  + " the table %s cannot be told from it. Run VACUUM without LITE once, which looks"
                  + " at the folder")
              .formatted(
                  log.store().root(),
                  earliest,
                  before.isEmpty()
                      ? "before"
                      : "after version %d, where the last VACUUM ended,"
                          .formatted(before.getAsLong())));
    }
    return before.isEmpty() ? earliest : before.getAsLong() + 1;
  }

  private void add(String path, long sizeBytes, String reason) {
    if (log.paths().resolve(path).isAllowed()) {
      addKey(needed.key(path), sizeBytes, reason);
    }
  }

  /** Whatever a log says: nothing but what the folder's listing would show. */
  private void addKey(String key, long sizeBytes, String reason) {
    if (folder.isOurs(key) && !needed.contains(key)) {
      files.putIfAbsent(key, new VacuumFile(key, sizeBytes, reason));
    }
  }
}
