package io.moraine.core.parquet.read;

import io.moraine.core.parquet.footer.ChunkMetadata;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.footer.RowGroupMetadata;
import io.moraine.core.parquet.read.ReadOptions.RowRange;
import java.util.ArrayList;
import java.util.List;

/** Cuts a file's rows into ranges that readers can share. */
final class Ranges {
  private Ranges() {}

  /** At most {@code most} ranges of about one size. */
  static List<RowRange> of(Footer footer, int most) {
    long rows = footer.rowCount();
    List<RowRange> ranges = new ArrayList<>();
    long from = 0;
    for (int part = 1; part <= most && from < rows; part++) {
      long to = part == most ? rows : boundary(footer, part(rows, part, most));
      if (to > from) {
        ranges.add(new RowRange(from, to));
        from = to;
      }
    }
    return ranges;
  }

  /** {@code rows * part / most}, which may not fit 64 bits before it is divided. */
  private static long part(long rows, int part, int most) {
    return rows / most * part + rows % most * part / most;
  }

  /** The row that is a good one to begin with and lies nearest to {@code wanted}. */
  private static long boundary(Footer footer, long wanted) {
    long first = 0;
    for (RowGroupMetadata group : footer.rowGroups()) {
      long end = first + group.rowCount();
      if (wanted < end) {
        boolean found =
            group.chunks().stream().map(ChunkMetadata::indexes).allMatch(i -> i.hasOffsetIndex());
        return found ? wanted : wanted - first < end - wanted ? first : end;
      }
      first = end;
    }
    return first;
  }
}
