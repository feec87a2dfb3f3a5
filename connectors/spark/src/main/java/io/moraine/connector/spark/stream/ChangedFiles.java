package io.moraine.connector.spark.stream;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.log.action.AddFile;
import io.moraine.log.changes.ChangeBounds;
import io.moraine.log.changes.ChangeFeed;
import io.moraine.log.changes.ChangeLog;
import io.moraine.log.changes.ChangePoint;
import io.moraine.log.changes.ChangeRange;
import io.moraine.log.changes.FileChange;
import io.moraine.log.changes.FileRows;
import io.moraine.log.changes.TableState;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.changes.ChangeScan;
import io.moraine.reader.changes.ScanChange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files with the rows that versions change, for a stream of a table's change feed. */
final class ChangedFiles implements StreamFiles<ScanChange> {
  private final TablePlace place;
  private final Snapshot begun;
  private final ChangeScan scan;
  private @Nullable ChangeRange range;

  /** Of the table at {@code place}, under the schema of {@code begun}. */
  ChangedFiles(TablePlace place, Snapshot begun, ZoneId zone) {
    this.place = place;
    this.begun = begun;
    this.scan =
        ChangeScan.of(TableState.of(begun), place.handle().store(), begun.paths())
            .zone(zone)
            .build();
  }

  /** All rows there are, as if the version inserted them. */
  @Override
  public List<ScanChange> all(long version) {
    Snapshot snapshot = begun.version() == version ? begun : place.handle().log().at(version);
    List<AddFile> files = new ArrayList<>();
    snapshot.files().forEach(files::add);
    files.sort(Comparator.comparing(AddFile::path));
    return files.stream()
        .map(
            file ->
                new ScanChange(
                    version,
                    snapshot.timestampMillis(),
                    new FileChange(
                            FileChange.Kind.INSERT, file, new FileRows.Live(file.deletionVector()))
                        .withoutStatistics(),
                    snapshot.partitionColumns()))
        .toList();
  }

  @Override
  public Optional<Long> prepare(long first, long last) {
    if (first > last) {
      return Optional.empty();
    }
    Optional<ChangeRange> versions =
        ChangeLog.of(place.handle().log(), place.latest())
            .within(
                new ChangeBounds(
                    new ChangePoint.AtVersion(first),
                    Optional.of(new ChangePoint.AtVersion(last)),
                    ChangeBounds.BeyondLatest.ALLOW));
    versions.ifPresent(ChangeFeed::requireReadable);
    range = versions.orElse(null);
    return versions.map(some -> some.versions().last());
  }

  @Override
  public List<ScanChange> of(long version) {
    ChangeRange versions = range;
    if (versions == null) {
      throw new IllegalStateException("No versions were prepared");
    }
    return scan.select(versions.commit(version));
  }

  @Override
  public long sizeBytes(ScanChange file) {
    return file.change().file().size();
  }
}
