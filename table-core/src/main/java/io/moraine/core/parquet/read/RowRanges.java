package io.moraine.core.parquet.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of a row group as ranges, which ascend and neither touch nor overlap.
 *
 * @param ranges none of them empty
 */
record RowRanges(List<Range> ranges) {
  /** Rows {@code from} to {@code to}, {@code to} excluded. */
  record Range(long from, long to) {}

  RowRanges {
    ranges = List.copyOf(ranges);
  }

  /** Rows {@code from} to {@code to}, {@code to} excluded; none if it is not above. */
  static RowRanges of(long from, long to) {
    return new RowRanges(from < to ? List.of(new Range(from, to)) : List.of());
  }

  /** The union of {@code parts}, which ascend and do not overlap. */
  static RowRanges joined(List<Range> parts) {
    List<Range> joined = new ArrayList<>();
    for (Range part : parts) {
      int last = joined.size() - 1;
      if (last >= 0 && joined.get(last).to() == part.from()) {
        joined.set(last, new Range(joined.get(last).from(), part.to()));
      } else {
        joined.add(part);
      }
    }
    return new RowRanges(joined);
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Whether these are rows 0 to {@code rowCount}. */
  boolean isAll(long rowCount) {
    return ranges.size() == 1 && ranges.get(0).equals(new Range(0, rowCount));
  }

  /** Whether some row of {@code from} to {@code to} is one of these. */
  boolean overlap(long from, long to) {
    int low = 0;
    int high = ranges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ranges.get(middle).to() <= from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < ranges.size() && ranges.get(low).from() < to;
  }
}
