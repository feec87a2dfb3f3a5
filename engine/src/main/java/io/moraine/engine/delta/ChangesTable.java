package io.moraine.engine.delta;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.log.changes.ChangeBounds;
import io.moraine.log.changes.ChangeFeed;
import io.moraine.log.changes.ChangeLog;
import io.moraine.log.changes.ChangeRange;
import io.moraine.log.changes.TableState;
import io.moraine.log.changes.VersionCommit;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.changes.ChangeScan;
import io.moraine.reader.changes.ScanChange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rows that versions of a Delta table change. */
public final class ChangesTable implements CatalogTable {
  private final String name;
  private final TableHandle handle;
  private final TableState state;
  private final Iterable<VersionCommit> commits;
  private final ZoneId zone;
  private final StructType schema;

  /**
   * The rows that {@code commits} change.
   *
   * @param name how people know it
   * @param handle where the table is
   * @param state under whose schema rows are read
   * @param commits gone through anew by each scan
   * @param zone of the session
   */
  public ChangesTable(
      String name,
      TableHandle handle,
      TableState state,
      Iterable<VersionCommit> commits,
      ZoneId zone) {
    this.name = name;
    this.handle = handle;
    this.state = state;
    this.commits = commits;
    this.zone = zone;
    this.schema = scan().schema();
  }

  /**
   * The changes that the table of {@code handle} recorded within {@code bounds}, under the schema
   * of the last version.
   *
   * @param name how people know it
   * @param newest the table's newest version
   * @throws io.moraine.core.error.InvalidInputException if there are no such versions, or changes
   *     were not recorded in all of them, or their schemas are at odds
   */
  public static ChangesTable feed(
      String name, TableHandle handle, Snapshot newest, ChangeBounds bounds, ZoneId zone) {
    Optional<ChangeRange> range = ChangeLog.of(handle.log(), newest).within(bounds);
    range.ifPresent(ChangeFeed::requireReadable);
    TableState state = range.map(ChangeRange::lastState).orElseGet(() -> TableState.of(newest));
    Iterable<VersionCommit> commits = List.of();
    if (range.isPresent()) {
      commits = range.get();
    }
    return new ChangesTable(name, handle, state, commits, zone);
  }

  /** The changes of {@code some} of the commits alone, under the same schema. */
  public ChangesTable of(List<VersionCommit> some) {
    return new ChangesTable(name, handle, state, some, zone);
  }

  /** The commits, in order; each is read when it is asked for. */
  public Iterable<VersionCommit> commits() {
    return commits;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.empty();
  }

  private ChangeScan.Builder scan() {
    return ChangeScan.of(state, handle.store(), handle.log().paths());
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    ChangeScan scan =
        scan().columns(request.columns()).filter(request.filters()).zone(zone).build();
    return new Source(name, scan, commits);
  }

  /** A split a file, in the order of the versions. */
  private record Source(String name, ChangeScan scan, Iterable<VersionCommit> commits)
      implements ScanSource {
    @Override
    public StructType schema() {
      return scan.output();
    }

    @Override
    public List<ScanSplit> splits() {
      List<ScanSplit> splits = new ArrayList<>();
      for (VersionCommit commit : commits) {
        for (ScanChange change : scan.select(commit)) {
          splits.add(() -> open(change));
        }
      }
      return splits;
    }

    private BatchReader open(ScanChange change) {
      return scan.open(change);
    }

    @Override
    public OptionalLong estimatedRows() {
      return OptionalLong.empty();
    }
  }
}
