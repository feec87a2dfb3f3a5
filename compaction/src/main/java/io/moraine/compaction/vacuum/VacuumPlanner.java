package io.moraine.compaction.vacuum;

import io.moraine.compaction.vacuum.VacuumOptions.Mode;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStatus;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.snapshot.CommitTimes;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a table does not need: neither its newest version, nor readers of versions
 * before it that are younger than the retention, nor, by the files' own age, writers that have not
 * committed yet.
 *
 * @see <a href="https://docs.delta.io/latest/delta-utility.html#-delta-vacuum">VACUUM</a>
 */
public final class VacuumPlanner {
  private final TableLog log;
  private final ObjectStore store;
  private final Snapshot snapshot;
  private final VacuumOptions options;
  private final Retention retention;
  private final long cutoffMillis;
  private final NeededFiles needed;
  private final FolderListing folder;

  private VacuumPlanner(TableLog log, Environment environment, VacuumOptions options) {
    this.log = log;
    this.store = log.store();
    this.snapshot = log.latest();
    this.options = options;
    snapshot.requireWritable();
    this.retention = Retention.of(snapshot, options);
    this.cutoffMillis = environment.nowMillis() - retention.millis();
    this.needed = new NeededFiles(snapshot, store, cutoffMillis);
    this.folder = new FolderListing(snapshot, store, environment);
  }

  /**
   * What may go of the newest version of the table of {@code log}. Changes nothing.
   *
   * @throws InvalidInputException if the retention is shorter than the table's and that is not
   *     allowed, or if the log does not reach back as far as {@link Mode#LITE} needs
   * @throws io.moraine.core.error.UnsupportedFeatureException if the table cannot be written: which
   *     files it needs may then be told by rules that Moraine does not know
   */
  public static VacuumPlan plan(TableLog log, Environment environment, VacuumOptions options) {
    VacuumPlanner planner = new VacuumPlanner(log, environment, options);
    return options.mode() == Mode.LITE ? planner.lite() : planner.full();
  }

  /**
   * As {@link #plan}, of files that someone else has listed: nothing else is looked at. Keys
   * outside of what VACUUM may look at are passed over.
   */
  public static VacuumPlan planInventory(
      TableLog log,
      Environment environment,
      VacuumOptions options,
      Iterator<ObjectStatus> inventory) {
    VacuumPlanner planner = new VacuumPlanner(log, environment, options);
    List<VacuumFile> files = new ArrayList<>();
    while (inventory.hasNext()) {
      ObjectStatus file = inventory.next();
      if (planner.folder.isOurs(file.key()) && planner.mayGo(file)) {
        files.add(planner.described(file));
      }
    }
    return planner.plan(files);
  }

  private VacuumPlan full() {
    List<ObjectStatus> found = folder.list(this::mayGo);
    return plan(found.stream().map(this::described).toList());
  }

  private boolean mayGo(ObjectStatus file) {
    return file.modifiedMillis() < cutoffMillis && !needed.contains(file.key());
  }

  private VacuumFile described(ObjectStatus file) {
    Long left = needed.leftMillis(file.key());
    String reason =
        left != null
            ? left(left)
            : file.key().startsWith("_change_data/")
                ? "change data of " + Instant.ofEpochMilli(file.modifiedMillis())
                : "the log does not name it (any more), and it is of "
                    + Instant.ofEpochMilli(file.modifiedMillis());
    return new VacuumFile(file.key(), file.sizeBytes(), reason);
  }

  static String left(@Nullable Long millis) {
    return millis == null || millis == 0
        ? "it left the table"
        : "it left the table at " + Instant.ofEpochMilli(millis);
  }

  private VacuumPlan lite() {
    OptionalLong last = expiredVersion();
    Collection<VacuumFile> files =
        last.isEmpty()
            ? List.of()
            : new LoggedRemovals(log, needed, folder, cutoffMillis).upTo(last.getAsLong());
    return plan(files);
  }

  private VacuumPlan plan(Collection<VacuumFile> files) {
    return new VacuumPlan(
        snapshot.table(),
        snapshot.metadata().id(),
        snapshot.version(),
        options.mode(),
        retention.millis(),
        options.retention().isPresent(),
        retention.tableMillis(),
        options.shortRetention() == VacuumOptions.ShortRetention.REFUSE,
        List.copyOf(files),
        folder.folders(),
        folder.leftAlone(),
        expiredVersion());
  }

  /** The newest version that was committed before the retention began. */
  private OptionalLong expiredVersion() {
    CommitTimes times = log.times(snapshot);
    if (times.versions().isEmpty()) {
      return OptionalLong.empty();
    }
    OptionalLong young = times.firstVersionSince(cutoffMillis);
    long last = young.isPresent() ? young.getAsLong() - 1 : snapshot.version();
    return last < times.versions().get(0) ? OptionalLong.empty() : OptionalLong.of(last);
  }
}
