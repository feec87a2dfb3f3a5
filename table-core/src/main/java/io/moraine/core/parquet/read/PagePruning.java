package io.moraine.core.parquet.read;

import io.moraine.core.parquet.footer.OffsetIndex;
import io.moraine.core.parquet.read.RowRanges.Range;
import io.moraine.core.parquet.schema.SchemaNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Leaves out rows of a row group by what is known of its pages. */
final class PagePruning {
  private PagePruning() {}

  /**
   * Those of {@code rows} that a filter may want.
   *
   * @param group what the filter was asked about before: it tells the columns that it looks at
   */
  static RowRanges wanted(
      RowGroupFilter filter, FooterStatistics group, PageIndexes indexes, RowRanges rows) {
    if (!filter.isOfAnyRows()) {
      return rows;
    }
    TreeSet<Long> bounds = new TreeSet<>();
    for (SchemaNode.Leaf leaf : group.asked()) {
      Optional<OffsetIndex> pages = indexes.offsets(leaf);
      if (pages.isPresent() && indexes.bounds(leaf).isPresent()) {
        for (int page = 0; page < pages.get().size(); page++) {
          bounds.add(pages.get().firstRow(page));
        }
      }
    }
    List<Range> wanted = new ArrayList<>();
    for (Range range : rows.ranges()) {
      long from = range.from();
      while (from < range.to()) {
        Long next = bounds.higher(from);
        long to = next == null ? range.to() : Math.min(next, range.to());
        if (bounds.isEmpty() || filter.mayHoldWanted(group.part(from, to, indexes))) {
          wanted.add(new Range(from, to));
        }
        from = to;
      }
    }
    return RowRanges.joined(wanted);
  }
}
