package io.moraine.core.parquet.write;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;

/** Collects a column chunk's column index and offset index, page by page. */
final class PageIndex {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final int boundBytes;
  private final List<Boolean> nullPages = new ArrayList<>();
  private final List<ByteBuffer> lower = new ArrayList<>();
  private final List<ByteBuffer> upper = new ArrayList<>();
  private final List<Long> nullCounts = new ArrayList<>();
  private final List<PageLocation> locations = new ArrayList<>();

  /** Of the last page with values, to tell the pages' order. */
  private final Bounds previous;

  private boolean ascending = true;
  private boolean descending = true;
  private boolean complete;

  /** An index of pages with or without bounds, which are cut to {@code boundBytes}. */
  PageIndex(Bounds like, boolean hasBounds, int boundBytes) {
    this.previous = like.fresh();
    this.complete = hasBounds;
    this.boundBytes = boundBytes;
  }

  /**
   * Adds a page.
   *
   * @param offset where it starts, from the first page of the chunk on
   * @param sizeBytes its size in the file, with its header
   */
  void add(long offset, int sizeBytes, long firstRow, long nullCount, Bounds bounds) {
    locations.add(new PageLocation(offset, sizeBytes, firstRow));
    nullCounts.add(nullCount);
    nullPages.add(bounds.isEmpty());
    if (bounds.isTellable() && complete) {
      lower.add(bounds.lower(boundBytes).bytes());
      upper.add(bounds.upper(boundBytes).bytes());
      if (!previous.isEmpty()) {
        ascending &= previous.compareLeast(bounds) <= 0 && previous.compareGreatest(bounds) <= 0;
        descending &= previous.compareLeast(bounds) >= 0 && previous.compareGreatest(bounds) >= 0;
      }
      previous.clear();
      previous.merge(bounds);
    } else {
      // A page with NaN has no bounds that may be told, and an index cannot leave a page out.
      complete &= bounds.isEmpty();
      lower.add(NOTHING);
      upper.add(NOTHING);
    }
  }

  /** The pages' bounds, unless one of them has none. */
  Optional<ColumnIndex> columnIndex() {
    if (!complete) {
      return Optional.empty();
    }
    BoundaryOrder order =
        ascending
            ? BoundaryOrder.ASCENDING
            : descending ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
    return Optional.of(new ColumnIndex(nullPages, lower, upper, order).setNull_counts(nullCounts));
  }

  /** Where the pages are, the first of them at {@code firstPage} in the file. */
  OffsetIndex offsetIndex(long firstPage) {
    List<PageLocation> absolute = new ArrayList<>(locations.size());
    for (PageLocation page : locations) {
      absolute.add(
          new PageLocation(
              firstPage + page.getOffset(),
              page.getCompressed_page_size(),
              page.getFirst_row_index()));
    }
    return new OffsetIndex(absolute);
  }
}
