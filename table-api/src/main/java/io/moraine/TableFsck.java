package io.moraine;

import io.moraine.compaction.check.CheckReport;
import io.moraine.compaction.check.TableCheck;
import io.moraine.compaction.check.TableCheck.Depth;
import io.moraine.compaction.check.TableRepair;
import io.moraine.engine.delta.TableHandle;
import java.util.List;

/**
 * Checks a table against its log: files that are gone, cannot be read or are not what the log says
 * of them, broken checkpoints, wrong checksums, files that no version needs. Each method returns
 * another; {@link #check} and {@link #repair} do it.
 */
public final class TableFsck {
  private final Table table;
  private final Depth depth;

  TableFsck(Table table, Depth depth) {
    this.table = table;
    this.depth = depth;
  }

  /** Reads the files' footers, but not their rows: bounds and null counts are not checked. */
  public TableFsck footersOnly() {
    return new TableFsck(table, Depth.FOOTERS);
  }

  /**
   * Also finds files of which the log tells less than the table's properties ask for: how many rows
   * there are, and bounds of columns. {@link #repair} adds it.
   */
  public TableFsck withStatistics() {
    return new TableFsck(table, Depth.STATISTICS);
  }

  /** What is wrong, the worst first. Changes nothing. */
  public List<Finding> check() {
    return findings(report());
  }

  /**
   * Mends what can be mended: files that are gone leave the table with their rows, wrong statistics
   * are replaced, broken checkpoints too. What is replaced is kept below {@code
   * _delta_log/_repaired/}.
   *
   * @return what was wrong
   * @throws ConflictException if another writer changed these files meanwhile
   */
  public List<Finding> repair() {
    CheckReport report = report();
    TableHandle handle = table.handle();
    Conflicts.translate(
        () -> new TableRepair(handle.log(), handle.transactions(table.environment())).run(report));
    table.refresh();
    return findings(report);
  }

  private CheckReport report() {
    return TableCheck.run(table.handle().log(), table.environment(), depth);
  }

  private static List<Finding> findings(CheckReport report) {
    return report.findings().stream()
        .map(
            finding ->
                new Finding(
                    finding.kind().name(), finding.path(), finding.problem(), finding.remedy()))
        .toList();
  }
}
