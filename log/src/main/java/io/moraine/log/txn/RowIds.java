package io.moraine.log.txn;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.DomainMetadata;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.feature.SupportedFeatures;
import io.moraine.log.feature.TableFeature;
import io.moraine.log.path.DataPaths;
import io.moraine.log.property.TableProperties;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives ids to the rows of files that are new to a table that tracks rows, above all that were
 * given before, and says which version brought them.
 *
 * <p>Files that have ids keep them, and so do files that come back under a path that the same
 * commit removes, or that a winner has just given ids to.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#row-tracking">Row
 *     tracking</a>
 */
final class RowIds implements CommitStep {
  private static final String PRESERVED = "delta.rowTracking.preserved";

  private final String table;
  private final DataPaths paths;

  RowIds(String table, DataPaths paths) {
    this.table = table;
    this.paths = paths;
  }

  private record Ids(@Nullable Long base, @Nullable Long version) {}

  @Override
  public List<Action> rewrite(List<Action> actions, Attempt attempt) {
    if (!SupportedFeatures.has(attempt.protocol(), TableFeature.ROW_TRACKING)) {
      return actions;
    }
    TableProperties properties = new TableProperties(attempt.metadata().configuration());
    List<Action> tracked = new ArrayList<>(actions);
    if (properties.enableRowTracking()) {
      tracked.set(0, tagged((CommitInfo) actions.get(0), attempt));
    }
    if (properties.rowTrackingSuspended()) {
      return tracked;
    }
    long before = highWaterMark(attempt);
    long last = before;
    Map<String, Ids> known = known(actions, attempt);
    for (int i = 0; i < tracked.size(); i++) {
      if (tracked.get(i) instanceof AddFile add) {
        Ids ids = known.getOrDefault(identity(add.path()), new Ids(null, null));
        Long base = add.baseRowId() != null ? add.baseRowId() : ids.base();
        Long version =
            add.defaultRowCommitVersion() != null ? add.defaultRowCommitVersion() : ids.version();
        if (base == null) {
          base = last + 1;
          last = Math.addExact(last, rowCount(add));
        }
        tracked.set(i, add.withRowIds(base, version == null ? attempt.version() : version));
      } else if (tracked.get(i) instanceof RemoveFile remove && remove.baseRowId() == null) {
        Ids ids = known.get(identity(remove.path()));
        if (ids != null) {
          tracked.set(i, remove.withRowIds(ids.base(), ids.version()));
        }
      }
    }
    if (last != before) {
      tracked.add(RowIdHighWaterMark.action(last));
    }
    return tracked;
  }

  private String identity(String path) {
    return paths.resolve(path).identity();
  }

  /** The ids of files that were in the table before the attempt, by path, as far as they matter. */
  private Map<String, Ids> known(List<Action> actions, Attempt attempt) {
    Map<String, Ids> known = new HashMap<>();
    for (Action action : actions) {
      if (action instanceof RemoveFile remove && remove.baseRowId() != null) {
        known.put(
            identity(remove.path()), new Ids(remove.baseRowId(), remove.defaultRowCommitVersion()));
      }
    }
    for (WinningCommit winner : attempt.winners()) {
      winner
          .adds()
          .filter(add -> add.baseRowId() != null)
          .forEach(
              add ->
                  known.put(
                      identity(add.path()),
                      new Ids(add.baseRowId(), add.defaultRowCommitVersion())));
    }
    return known;
  }

  private long rowCount(AddFile add) {
    long rows = FileStatistics.rowCount(add);
    if (rows < 0) {
      throw new InvalidInputException(
          "Cannot commit to %s: it gives ids to rows, but file %s has no numRecords in its statistics"
              .formatted(table, add.path()));
    }
    return rows;
  }

  private long highWaterMark(Attempt attempt) {
    long mark =
        attempt.read() == null
            ? RowIdHighWaterMark.NONE
            : RowIdHighWaterMark.of(attempt.read().domainMetadata(), table);
    for (WinningCommit winner : attempt.winners()) {
      for (DomainMetadata domain : winner.all(DomainMetadata.class).toList()) {
        if (domain.domain().equals(RowIdHighWaterMark.DOMAIN)) {
          mark = domain.removed() ? RowIdHighWaterMark.NONE : RowIdHighWaterMark.of(domain, table);
        }
      }
    }
    return mark;
  }

  /**
   * Says that rows kept their ids. Nothing that would not keep them is committed, but what was
   * written before ids had to be kept.
   */
  private static CommitInfo tagged(CommitInfo info, Attempt attempt) {
    Snapshot read = attempt.read();
    boolean enabledWhenRead = read == null || read.properties().enableRowTracking();
    boolean enablesItself = !attempt.metadata().equals(attempt.metadataBefore());
    boolean preserved = enabledWhenRead || enablesItself;
    return info.with("tags", Map.of(PRESERVED, Boolean.toString(preserved)));
  }
}
