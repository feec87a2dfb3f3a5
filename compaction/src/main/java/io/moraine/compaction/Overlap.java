package io.moraine.compaction;

import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * How well files are clustered: how many of them a query for one value of a column has to read at
 * most, as far as the log tells, on the average over where the values are. At the best 1, at the
 * worst all.
 */
final class Overlap {
  private Overlap() {}

  /**
   * The mean over {@code columns} and {@code files} of how many of the files have bounds around one
   * value within the file's, where they are the most; files without bounds are around every value.
   * 0 for no files.
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
        FileStatistics.Columns.of(snapshot.schema(), snapshot.columnMappingMode(), column.column());
    List<Bounds> bounds = new ArrayList<>();
    List<Object> least = new ArrayList<>();
    List<Object> greatest = new ArrayList<>();
    long unknown = 0;
    for (AddFile file : files) {
      FileStatistics statistics = FileStatistics.parse(file.stats(), wanted);
      ColumnStatistics known =
          statistics.field(column.column(), column.ordinals().subList(1, column.ordinals().size()));
      if (known.min() == null || known.max() == null) {
        // Of nulls alone there are no bounds, and such files no query for a value reads.
        boolean onlyNulls =
            statistics.numRecords() >= 0 && known.nullCount() == statistics.numRecords();
        unknown += onlyNulls ? 0 : 1;
      } else {
        bounds.add(new Bounds(known.min(), known.max()));
        least.add(known.min());
        greatest.add(known.max());
      }
    }
    least.sort(ValueOrder::compare);
    greatest.sort(ValueOrder::compare);
    List<Object> all = new ArrayList<>(least);
    all.addAll(greatest);
    all.sort(ValueOrder::compare);
    int[] depths = new int[all.size()];
    for (int i = 0; i < depths.length; i++) {
      depths[i] = upTo(least, all.get(i), true) - upTo(greatest, all.get(i), false);
    }
    Maxima maxima = new Maxima(depths);
    double sum = 0;
    for (Bounds file : bounds) {
      sum += unknown + maxima.of(upTo(all, file.least(), false), upTo(all, file.greatest(), true));
    }
    return bounds.isEmpty() ? unknown : sum / bounds.size();
  }

  /** The greatest of any range of numbers: each level has those of ranges twice as long. */
  private static final class Maxima {
    private final List<int[]> levels = new ArrayList<>();

    Maxima(int[] numbers) {
      levels.add(numbers);
      for (int length = 2; length <= numbers.length; length *= 2) {
        int[] below = levels.get(levels.size() - 1);
        int[] level = new int[numbers.length - length + 1];
        for (int i = 0; i < level.length; i++) {
          level[i] = Math.max(below[i], below[i + length / 2]);
        }
        levels.add(level);
      }
    }

    /** The greatest of the numbers {@code from} to {@code to}, {@code to} excluded and above. */
    int of(int from, int to) {
      int level = 31 - Integer.numberOfLeadingZeros(to - from);
      int[] of = levels.get(level);
      return Math.max(of[from], of[to - (1 << level)]);
    }
  }

  private record Bounds(Object least, Object greatest) {}

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
