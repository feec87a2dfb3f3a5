package io.moraine.core.parquet.footer;

import java.util.ArrayList;
import java.util.List;

/** What is known of each data page of a column chunk. */
public final class ColumnIndex {
  private final List<RawStatistics> pages;
  private final boolean[] nulls;

  private ColumnIndex(List<RawStatistics> pages, boolean[] nulls) {
    this.pages = pages;
    this.nulls = nulls;
  }

  /**
   * Parses the index in {@code data[from .. to)}.
   *
   * @param position where {@code data[0]} lies in the file
   * @param pageCount how many pages the chunk has
   * @throws io.moraine.core.error.CorruptFileException if it is none, or tells of other pages
   */
  public static ColumnIndex parse(
      String file, long position, byte[] data, int from, int to, int pageCount) {
    CompactReader in = new CompactReader(file, position, data, from, to);
    boolean[] nulls = {};
    List<byte[]> min = List.of();
    List<byte[]> max = List.of();
    long[] nullCounts = null;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> nulls = booleans(in);
        case 2 -> min = binaries(in);
        case 3 -> max = binaries(in);
        case 5 -> nullCounts = longs(in);
        default -> in.skip();
      }
    }
    if (nulls.length != pageCount
        || min.size() != pageCount
        || max.size() != pageCount
        || (nullCounts != null && nullCounts.length != pageCount)) {
      throw in.fault(
          "the bounds of %d pages cannot be %d minima and %d maxima"
              .formatted(pageCount, min.size(), max.size()));
    }
    List<RawStatistics> pages = new ArrayList<>(pageCount);
    for (int i = 0; i < pageCount; i++) {
      long nullCount = nullCounts == null ? -1 : nullCounts[i];
      pages.add(
          nulls[i]
              ? new RawStatistics(null, null, nullCount, false)
              : new RawStatistics(min.get(i), max.get(i), nullCount, false));
    }
    return new ColumnIndex(pages, nulls);
  }

  private static boolean[] booleans(CompactReader in) {
    // Writers disagree on which of the two types a list of booleans declares.
    boolean[] values = new boolean[in.booleanList()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.boolElement();
    }
    return values;
  }

  private static List<byte[]> binaries(CompactReader in) {
    int count = in.list(CompactReader.BINARY);
    List<byte[]> values = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      values.add(in.binaryElement());
    }
    return values;
  }

  private static long[] longs(CompactReader in) {
    long[] values = new long[in.list(CompactReader.I64)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.i64Element();
    }
    return values;
  }

  /** The bounds of page {@code page}. */
  public RawStatistics page(int page) {
    return pages.get(page);
  }

  /** Whether page {@code page} holds nulls only. */
  public boolean isNull(int page) {
    return nulls[page];
  }
}
