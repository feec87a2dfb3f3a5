package io.moraine.core.parquet.footer;

import io.moraine.core.parquet.schema.PhysicalType;
import java.util.Optional;

/** Parses the ColumnMetaData struct. */
final class ChunkParser {
  private static final int PLAIN_DICTIONARY = 2;
  private static final int RLE_DICTIONARY = 8;
  private static final int DATA_PAGE = 0;
  private static final int DATA_PAGE_V2 = 3;

  private final CompactReader in;

  /** Whether the pages' encodings are told, and all data pages hold codes. */
  private boolean onlyCodes;

  ChunkParser(CompactReader in) {
    this.in = in;
  }

  /** The struct at hand; the places of its page indexes are not in it. */
  ChunkMetadata columnMetadata() {
    int type = -1;
    int codec = 0;
    long values = -1;
    long uncompressed = -1;
    long compressed = -1;
    long dataPage = -1;
    long dictionaryPage = -1;
    long bloomFilter = 0;
    int bloomFilterBytes = 0;
    RawStatistics statistics = RawStatistics.UNKNOWN;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> type = in.i32();
        case 4 -> codec = in.i32();
        case 5 -> values = in.i64();
        case 6 -> uncompressed = in.i64();
        case 7 -> compressed = in.i64();
        case 9 -> dataPage = in.i64();
        case 11 -> dictionaryPage = in.i64();
        case 12 -> statistics = statistics();
        case 13 -> encodings();
        case 14 -> bloomFilter = in.i64();
        case 15 -> bloomFilterBytes = in.i32();
        default -> in.skip();
      }
    }
    if (type < 0 || type >= PhysicalType.BY_NUMBER.size()) {
      throw in.fault("a column chunk has the unknown physical type %d".formatted(type));
    }
    // Some writers give 0, or the data page's own offset, where there is no dictionary.
    long start = dictionaryPage > 0 && dictionaryPage < dataPage ? dictionaryPage : dataPage;
    return new ChunkMetadata(
        PhysicalType.BY_NUMBER.get(type),
        codec,
        values,
        start,
        dataPage,
        compressed,
        uncompressed,
        statistics,
        new IndexLocations(0, 0, 0, 0, bloomFilter, bloomFilterBytes),
        onlyCodes,
        false,
        Optional.empty());
  }

  private void encodings() {
    int count = in.list(CompactReader.STRUCT);
    int codes = 0;
    int others = 0;
    for (int i = 0; i < count; i++) {
      int page = -1;
      int encoding = -1;
      int pages = 0;
      in.begin();
      while (in.nextField()) {
        switch (in.fieldId()) {
          case 1 -> page = in.i32();
          case 2 -> encoding = in.i32();
          case 3 -> pages = in.i32();
          default -> in.skip();
        }
      }
      if (pages != 0 && (page == DATA_PAGE || page == DATA_PAGE_V2)) {
        boolean coded = encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY;
        codes += coded ? 1 : 0;
        others += coded ? 0 : 1;
      }
    }
    onlyCodes = codes > 0 && others == 0;
  }

  private RawStatistics statistics() {
    byte[] oldMin = null;
    byte[] oldMax = null;
    byte[] min = null;
    byte[] max = null;
    long nullCount = -1;
    in.struct();
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> oldMax = in.binary();
        case 2 -> oldMin = in.binary();
        case 3 -> nullCount = in.i64();
        case 5 -> max = in.binary();
        case 6 -> min = in.binary();
        default -> in.skip();
      }
    }
    return min == null && max == null
        ? new RawStatistics(oldMin, oldMax, nullCount, true)
        : new RawStatistics(min, max, nullCount, false);
  }
}
