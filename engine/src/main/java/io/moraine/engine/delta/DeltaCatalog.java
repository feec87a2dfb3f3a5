package io.moraine.engine.delta;

import io.moraine.core.store.Stores;
import io.moraine.engine.catalog.Catalog;
import io.moraine.engine.catalog.ChangesOf;
import io.moraine.engine.catalog.TableName;
import io.moraine.engine.catalog.TableTime;
import io.moraine.log.changes.ChangeBounds;
import io.moraine.log.changes.ChangeBounds.BeyondLatest;
import io.moraine.log.changes.ChangePoint;
import io.moraine.log.snapshot.Snapshot;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Delta tables by their path, {@code delta.`/path`}, or by their name below a warehouse folder.
 *
 * @param tables opens them
 * @param warehouse the folder in which each table is a folder, with a slash at its end
 * @param zone of the session
 */
public record DeltaCatalog(OpenTables tables, Optional<URI> warehouse, ZoneId zone)
    implements Catalog {
  private static final long MICROS_PER_MILLI = 1000;

  @Override
  public Optional<DeltaTable> table(TableName name, TableTime time) {
    Optional<URI> location = location(name);
    if (location.isEmpty()) {
      return Optional.empty();
    }
    URI root = location.get();
    if (time instanceof TableTime.Latest) {
      return tables.latest(root).map(snapshot -> table(name, root, snapshot));
    }
    TableHandle handle = tables.handle(root);
    Snapshot snapshot =
        time instanceof TableTime.Version version
            ? handle.log().at(version.version())
            : handle
                .log()
                .asOf(Math.floorDiv(((TableTime.Timestamp) time).timestampMicros(), 1000L));
    return Optional.of(table(name, root, snapshot));
  }

  @Override
  public Optional<ChangesTable> changes(TableName name, ChangesOf changes) {
    return location(name)
        .flatMap(
            root ->
                tables
                    .latest(root)
                    .map(newest -> changes(name.toString(), tables.handle(root), newest, changes)));
  }

  private ChangesTable changes(
      String name, TableHandle handle, Snapshot newest, ChangesOf changes) {
    ChangeBounds bounds =
        new ChangeBounds(
            point(changes.from(), Rounding.UP),
            changes.to().map(time -> point(time, Rounding.DOWN)),
            BeyondLatest.REFUSE);
    return ChangesTable.feed("changes of " + name, handle, newest, bounds, zone);
  }

  private enum Rounding {
    UP,
    DOWN
  }

  /** Versions have times in milliseconds: one within the range is still so after rounding. */
  private static ChangePoint point(TableTime time, Rounding rounding) {
    if (time instanceof TableTime.Version version) {
      return new ChangePoint.AtVersion(version.version());
    }
    if (time instanceof TableTime.Timestamp timestamp) {
      long micros = timestamp.timestampMicros();
      return new ChangePoint.AtTime(
          rounding == Rounding.DOWN
              ? Math.floorDiv(micros, MICROS_PER_MILLI)
              : -Math.floorDiv(-micros, MICROS_PER_MILLI));
    }
    throw new IllegalArgumentException("Changes start and end at versions or times, got " + time);
  }

  /** The names of the warehouse's folders, tables or not; none without a warehouse. */
  public List<String> folders() {
    return warehouse.map(folder -> tables.handle(folder).store().listFolders("")).orElse(List.of());
  }

  /** The names of the warehouse's tables, in order; none without a warehouse. */
  public List<String> tableNames() {
    return warehouse
        .map(
            folder ->
                tables.handle(folder).store().listFolders("").stream()
                    .filter(name -> tables.latest(folder.resolve(name + "/")).isPresent())
                    .toList())
        .orElse(List.of());
  }

  private DeltaTable table(TableName name, URI root, Snapshot snapshot) {
    return new DeltaTable(name.toString(), tables.handle(root), snapshot, zone);
  }

  /** Where the table called {@code name} is or would be; empty for names of another catalog. */
  public Optional<URI> location(TableName name) {
    if (name.parts().size() == 2 && name.parts().get(0).equalsIgnoreCase("delta")) {
      return Optional.of(Stores.location(name.parts().get(1)));
    }
    boolean plain = name.parts().size() == 1 && name.last().matches("[A-Za-z0-9_][\\w.-]*");
    return plain ? warehouse.map(folder -> folder.resolve(name.last() + "/")) : Optional.empty();
  }
}
