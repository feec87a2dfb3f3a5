package io.moraine.compaction;

import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * How well files are clustered: how many of them, on the average, a query for one value of a column
 * has to read, as far as the log tells. At the best 1, at the worst all.
 */
final class Overlap {
  private Overlap() {}

  /**
   * The mean over {@code columns} of how many of {@code files} have bounds around the least value
   * of one of them; files without bounds are around every value. 0 for no files.
   */
  static double of(Snapshot snapshot, List<AddFile> files, List<ColumnPath> columns) {
    double sum = 0;
    for (ColumnPath column : columns) {
      sum += of(snapshot, files, column);
    }
    return columns.isEmpty() ? 0 : sum / columns.size();
  }

  private static double of(Snapshot snapshot, List<AddFile> files, ColumnPath column) {
    FileStatistics.Columns wanted =
        FileStatistics.Columns.of(
            snapshot.schema(), snapshot.columnMappingMode(), column.column());
    List<Object> least = new ArrayList<>();
    List<Object> greatest = new ArrayList<>();
    long unknown = 0;
    for (AddFile file : files) {
      FileStatistics statistics = FileStatistics.parse(file.stats(), wanted);
      ColumnStatistics bounds =
          statistics.field(column.column(), column.ordinals().subList(1, column.ordinals().size()));
      if (bounds.min() == null || bounds.max() == null) {
        // Of nulls alone there are no bounds, and such files no query for a value reads.
        boolean onlyNulls = statistics.numRecords() >= 0 && bounds.nullCount() == statistics.numRecords();
        unknown += onlyNulls ? 0 : 1;
      } else {
        least.add(bounds.min());
        greatest.add(bounds.max());
      }
    }
    least.sort(ValueOrder::compare);
    greatest.sort(ValueOrder::compare);
    double sum = 0;
    for (Object value : least) {
      sum += unknown + upTo(least, value, true) - upTo(greatest, value, false);
    }
    return least.isEmpty() ? unknown : sum / least.size();
  }

  /** How many of {@code sorted} are below {@code value}, or also equal to it. */
  private static int upTo(List<Object> sorted, Object value, boolean orEqual) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = ValueOrder.compare(sorted.get(middle), value);
      if (order < 0 || (orEqual && order == 0)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
