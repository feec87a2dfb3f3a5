package io.moraine.log.compacted;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.Protocol;
import io.moraine.log.json.CommitFile;
import io.moraine.log.path.DataPaths;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.TableLog;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes what several commits come to as one file, which readers may take in their place. The
 * commits stay: they tell who made each version, when, and with which changes.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#log-compaction-files">Log
 *     compaction files</a>
 */
public final class LogCompactor {
  private final TableLog log;
  private final ObjectStore store;

  /** Compacts commits of {@code log}. */
  public LogCompactor(TableLog log) {
    this.log = Objects.requireNonNull(log, "log");
    this.store = log.store();
  }

  /**
   * Compacted commits that were written.
   *
   * @param key their file's key
   * @param actions how many actions they come to
   * @param sizeBytes the file's size
   */
  public record Written(String key, int actions, long sizeBytes) {}

  /**
   * Writes what the commits of versions {@code first} to {@code last} come to; nothing, if that is
   * not a single action.
   *
   * @throws InvalidInputException unless 0 ≤ first &lt; last
   * @throws io.moraine.core.error.ObjectNotFoundException if one of the commits is not there
   * @throws io.moraine.core.error.UnsupportedFeatureException if Moraine cannot write the table as
   *     it was at one of the versions: it might leave out what it does not know
   */
  public Optional<Written> compact(long first, long last) {
    requireRange(first, last);
    log.at(last).requireWritable();
    return compactWritable(first, last);
  }

  /** The same after a commit of {@code last} by a writer that can write the table. */
  public Optional<Written> compactWritable(long first, long last) {
    requireRange(first, last);
    Reconciled reconciled = new Reconciled(new DataPaths(store.root()));
    for (long version = first; version <= last; version++) {
      for (Action action : log.commit(version)) {
        reconciled.put(action);
        if (action instanceof Protocol) {
          // It may be another than the one that follows it.
          log.at(version).requireWritable();
        }
      }
    }
    List<Action> actions = reconciled.actions();
    if (actions.isEmpty()) {
      // An empty file is what an interrupted copy leaves, and is passed over by readers.
      return Optional.empty();
    }
    byte[] content = CommitFile.write(actions);
    String key = LogFile.compactedKey(first, last);
    store.put(key, content);
    return Optional.of(new Written(key, actions.size(), content.length));
  }

  private static void requireRange(long first, long last) {
    if (first < 0 || last <= first) {
      throw new InvalidInputException(
          "Compacted commits need versions 0 <= first < last, got first=%d, last=%d"
              .formatted(first, last));
    }
  }
}
