package io.moraine.core.parquet.footer;

/**
 * Where a column chunk's indexes lie in the file; an offset of 0 means that there is none.
 *
 * @param offsetIndex where the places of its pages are told
 * @param offsetIndexBytes how many bytes that takes
 * @param columnIndex where the bounds of its pages are told
 * @param columnIndexBytes how many bytes that takes
 * @param bloomFilter where its Bloom filter's header begins
 * @param bloomFilterBytes how many bytes header and filter take; 0 if the file does not tell
 */
public record IndexLocations(
    long offsetIndex,
    int offsetIndexBytes,
    long columnIndex,
    int columnIndexBytes,
    long bloomFilter,
    int bloomFilterBytes) {
  /** None at all. */
  public static final IndexLocations NONE = new IndexLocations(0, 0, 0, 0, 0, 0);

  /** Whether pages can be found without those before them. */
  public boolean hasOffsetIndex() {
    return offsetIndex > 0 && offsetIndexBytes > 0;
  }

  /** Whether the bounds of pages are told. */
  public boolean hasColumnIndex() {
    return columnIndex > 0 && columnIndexBytes > 0;
  }
}
