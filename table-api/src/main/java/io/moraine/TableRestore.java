package io.moraine;

import io.moraine.compaction.restore.Restore;
import io.moraine.compaction.restore.Restore.Point;
import java.util.List;

/** Makes a table what it was at an earlier version. {@link #execute} runs it. */
public final class TableRestore {
  private final Table table;
  private final Point point;

  TableRestore(Table table, Point point) {
    this.table = table;
    this.point = point;
  }

  /**
   * What would be done, in lines for people. Nothing is changed.
   *
   * @throws io.moraine.core.error.MoraineException as {@link #execute} does
   */
  public List<String> dryRun() {
    return restore().plan(point).lines();
  }

  /**
   * Restores the table, as one new version; no file is copied.
   *
   * @throws io.moraine.core.error.InvalidInputException if there is no such version (any more),
   *     files of it are gone, or rows may not be removed from the table
   * @throws ConflictException if another writer changed the table meanwhile
   */
  public RestoreResult execute() {
    RestoreResult result = Conflicts.translate(() -> run(restore(), point));
    table.refresh();
    return result;
  }

  private Restore restore() {
    return new Restore(table.handle().log(), table.handle().transactions(table.environment()));
  }

  static RestoreResult run(Restore restore, Point point) {
    var result = restore.run(point);
    return new RestoreResult(
        result.version(),
        result.restoredFiles(),
        result.restoredBytes(),
        result.removedFiles(),
        result.removedBytes());
  }
}
