package io.moraine;

import io.moraine.compaction.vacuum.VacuumOptions;
import io.moraine.compaction.vacuum.VacuumOptions.Mode;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.store.ObjectStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes the files that a table no longer needs: those that left it, and those that never were of
 * it, once they are older than the retention. Versions that had them cannot be read any more then.
 * Each method returns another; {@link #execute} runs it.
 */
public final class TableVacuum {
  private final Table table;
  private final VacuumOptions options;
  private final Optional<List<ObjectStatus>> inventory;
  private final Consumer<Progress> listener;

  TableVacuum(
      Table table,
      VacuumOptions options,
      Optional<List<ObjectStatus>> inventory,
      Consumer<Progress> listener) {
    this.table = table;
    this.options = options;
    this.inventory = inventory;
    this.listener = listener;
  }

  private TableVacuum with(VacuumOptions newOptions) {
    return new TableVacuum(table, newOptions, inventory, listener);
  }

  /**
   * Looks for files in the log instead of the folder, which is not listed: only files that left the
   * table are found, not those that were never committed.
   */
  public TableVacuum lite() {
    return with(options.withMode(Mode.LITE));
  }

  /**
   * Looks only at these files: rows with columns {@code path} (below the table's folder, or its
   * URI), {@code length} (or {@code sizeBytes}), {@code isDir}, and {@code modificationTime} in
   * milliseconds since 1970-01-01T00:00Z, of which the first and last are needed. {@code files} is
   * read to its end and closed.
   *
   * @throws io.moraine.core.error.InvalidInputException if a column is missing or of another kind
   */
  public TableVacuum inventory(BatchReader files) {
    List<ObjectStatus> listed = Inventories.read(files, table.handle().root());
    return new TableVacuum(table, options, Optional.of(listed), listener);
  }

  /** Keeps files for this long; otherwise as the table's property says, or a week. */
  public TableVacuum retain(Duration retention) {
    return with(options.withRetention(retention));
  }

  /**
   * Takes a retention that is shorter than the table's. Only for when nobody else uses the table:
   * files of writers at work and of readers of earlier versions may be removed.
   */
  public TableVacuum allowShortRetention() {
    return with(options.allowingShortRetention());
  }

  /** Tells {@code newListener} how far it is, one call at a time, from any thread. */
  public TableVacuum onProgress(Consumer<Progress> newListener) {
    return new TableVacuum(table, options, inventory, newListener);
  }

  /**
   * The files that would be removed, each with the reason. Nothing is changed.
   *
   * @throws io.moraine.core.error.MoraineException as {@link #execute} does
   */
  public List<RemovableFile> dryRun() {
    return vacuums().plan(options, inventory).files().stream()
        .map(file -> new RemovableFile(file.key(), file.sizeBytes(), file.reason()))
        .toList();
  }

  /**
   * Removes the files, and records that in two new versions, which change nothing else.
   *
   * @throws io.moraine.core.error.InvalidInputException if the retention is shorter than the
   *     table's, or if the log does not reach back as far as {@link #lite} needs
   */
  public VacuumResult execute() {
    Vacuums vacuums = vacuums();
    VacuumResult result = vacuums.run(vacuums.plan(options, inventory), listener);
    table.refresh();
    return result;
  }

  private Vacuums vacuums() {
    return new Vacuums(table.handle(), table.environment());
  }
}
