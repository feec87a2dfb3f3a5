package io.moraine.core.parquet.write;

import java.util.List;

/** How values are encoded where a dictionary does not pay. */
public enum ValueEncoding {
  /**
   * As a sample of each column chunk says that readers have least to fetch and to decompress, among
   * the encodings that Spark 4.0, DuckDB and parquet-java all read.
   */
  BY_DATA,
  /**
   * The same with {@link #BYTE_STREAM_SPLIT} for floats and doubles where that is smaller. Spark
   * 4.0 cannot read it.
   */
  BY_DATA_WITH_SPLIT,
  /** As they are; every reader knows it. */
  PLAIN,
  /**
   * Floats and doubles byte by byte, which compresses better; other types as they are. Spark 4.0
   * cannot read it.
   */
  BYTE_STREAM_SPLIT,
  /** Integers, dates, timestamps as differences in few bits; other types as they are. */
  DELTA_BINARY_PACKED,
  /** Strings and binaries with their lengths apart, as differences; other types as they are. */
  DELTA_LENGTH_BYTE_ARRAY,
  /** Strings and binaries without what each shares with the last; other types as they are. */
  DELTA_BYTE_ARRAY;

  List<PageForm> forms(FixedLayout layout) {
    boolean floating = layout.isFloating();
    return switch (this) {
      case BY_DATA ->
          floating
              ? List.of(PageForm.PLAIN)
              : List.of(PageForm.PLAIN, PageForm.DELTA_BINARY_PACKED);
      case BY_DATA_WITH_SPLIT ->
          List.of(
              PageForm.PLAIN, floating ? PageForm.BYTE_STREAM_SPLIT : PageForm.DELTA_BINARY_PACKED);
      case BYTE_STREAM_SPLIT -> List.of(floating ? PageForm.BYTE_STREAM_SPLIT : PageForm.PLAIN);
      case DELTA_BINARY_PACKED -> List.of(floating ? PageForm.PLAIN : PageForm.DELTA_BINARY_PACKED);
      case PLAIN, DELTA_LENGTH_BYTE_ARRAY, DELTA_BYTE_ARRAY -> List.of(PageForm.PLAIN);
    };
  }

  List<PageForm> bytesForms() {
    return switch (this) {
      case BY_DATA, BY_DATA_WITH_SPLIT ->
          List.of(PageForm.PLAIN, PageForm.DELTA_LENGTH_BYTE_ARRAY, PageForm.DELTA_BYTE_ARRAY);
      case DELTA_LENGTH_BYTE_ARRAY -> List.of(PageForm.DELTA_LENGTH_BYTE_ARRAY);
      case DELTA_BYTE_ARRAY -> List.of(PageForm.DELTA_BYTE_ARRAY);
      case PLAIN, BYTE_STREAM_SPLIT, DELTA_BINARY_PACKED -> List.of(PageForm.PLAIN);
    };
  }
}
