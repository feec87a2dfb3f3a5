package io.moraine.core.parquet.footer;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.schema.PhysicalType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses the FileMetaData struct.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">parquet.thrift</a>
 */
final class FooterParser {
  private final String file;
  private final CompactReader in;
  private final long footerOffset;
  private List<SchemaElement> elements = List.of();
  private SchemaTree tree;

  private FooterParser(String file, CompactReader in, long footerOffset) {
    this.file = file;
    this.in = in;
    this.footerOffset = footerOffset;
  }

  /** Parses {@code data[from .. to)}, of which byte 0 lies at {@code base} of the file. */
  static Footer parse(String file, long base, byte[] data, int from, int to, long footerOffset) {
    return new FooterParser(file, new CompactReader(file, base, data, from, to), footerOffset)
        .fileMetadata();
  }

  private CorruptFileException fault(String problem) {
    return new CorruptFileException(file, footerOffset, problem);
  }

  private Footer fileMetadata() {
    long rowCount = -1;
    List<RowGroupMetadata> rowGroups = List.of();
    Map<String, String> keyValues = new LinkedHashMap<>();
    String createdBy = "";
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 2 -> elements = schemaElements();
        case 3 -> rowCount = in.i64();
        case 4 -> rowGroups = rowGroups();
        case 5 -> keyValues(keyValues);
        case 6 -> createdBy = in.string();
        default -> in.skip();
      }
    }
    tree();
    if (rowCount < 0) {
      throw fault("the footer's row count should be 0 or more, got %d".formatted(rowCount));
    }
    long rows = 0;
    for (RowGroupMetadata group : rowGroups) {
      rows += group.rowCount();
    }
    if (rows != rowCount) {
      throw fault("the footer counts %d rows, its row groups hold %d".formatted(rowCount, rows));
    }
    return new Footer(
        footerOffset, tree.root(), tree.leaves(), rowCount, rowGroups, keyValues, createdBy);
  }

  /** The schema comes before the row groups in every known writer's files. */
  private SchemaTree tree() {
    if (tree == null) {
      tree = SchemaTree.of(file, footerOffset, elements);
    }
    return tree;
  }

  private List<SchemaElement> schemaElements() {
    int count = in.list(CompactReader.STRUCT);
    List<SchemaElement> parsed = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      parsed.add(SchemaElement.parse(in));
    }
    return parsed;
  }

  private void keyValues(Map<String, String> into) {
    int count = in.list(CompactReader.STRUCT);
    for (int i = 0; i < count; i++) {
      String key = null;
      String value = null;
      in.begin();
      while (in.nextField()) {
        switch (in.fieldId()) {
          case 1 -> key = in.string();
          case 2 -> value = in.string();
          default -> in.skip();
        }
      }
      if (key != null && value != null) {
        into.put(key, value);
      }
    }
  }

  private List<RowGroupMetadata> rowGroups() {
    int columns = tree().leaves().size();
    int count = in.list(CompactReader.STRUCT);
    List<RowGroupMetadata> groups = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      List<ChunkMetadata> chunks = List.of();
      long sizeBytes = 0;
      long rowCount = -1;
      in.begin();
      while (in.nextField()) {
        switch (in.fieldId()) {
          case 1 -> chunks = chunks();
          case 2 -> sizeBytes = in.i64();
          case 3 -> rowCount = in.i64();
          default -> in.skip();
        }
      }
      if (rowCount < 0) {
        throw fault("row group %d cannot have %d rows".formatted(i, rowCount));
      }
      if (chunks.size() != columns) {
        throw fault(
            "row group %d should have a chunk for each of %d columns, got %d"
                .formatted(i, columns, chunks.size()));
      }
      groups.add(new RowGroupMetadata(rowCount, sizeBytes, chunks));
    }
    return groups;
  }

  private List<ChunkMetadata> chunks() {
    int count = in.list(CompactReader.STRUCT);
    List<ChunkMetadata> chunks = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      chunks.add(chunk());
    }
    return chunks;
  }

  private ChunkMetadata chunk() {
    boolean elsewhere = false;
    boolean encrypted = false;
    ChunkMetadata metadata = null;
    long offsetIndex = 0;
    int offsetIndexBytes = 0;
    long columnIndex = 0;
    int columnIndexBytes = 0;
    in.begin();
    while (in.nextField()) {
      switch (in.fieldId()) {
        case 1 -> elsewhere = !in.string().isEmpty();
        case 3 -> metadata = columnMetadata();
        case 4 -> offsetIndex = in.i64();
        case 5 -> offsetIndexBytes = in.i32();
        case 6 -> columnIndex = in.i64();
        case 7 -> columnIndexBytes = in.i32();
        case 8, 9 -> {
          encrypted = true;
          in.skip();
        }
        default -> in.skip();
      }
    }
    if (metadata == null) {
      if (!encrypted) {
        throw in.fault("a column chunk has no metadata");
      }
      return new ChunkMetadata(
          null, 0, 0, 0, 0, 0, RawStatistics.UNKNOWN, IndexLocations.NONE, elsewhere, true);
    }
    return new ChunkMetadata(
        metadata.type(),
        metadata.codec(),
        metadata.valueCount(),
        metadata.startOffset(),
        metadata.sizeBytes(),
        metadata.uncompressedBytes(),
        metadata.statistics(),
        new IndexLocations(
            offsetIndex,
            offsetIndexBytes,
            columnIndex,
            columnIndexBytes,
            metadata.indexes().bloomFilter()),
        elsewhere,
        encrypted);
  }

  private ChunkMetadata columnMetadata() {
    int type = -1;
    int codec = 0;
    long values = -1;
    long uncompressed = -1;
    long compressed = -1;
    long dataPage = -1;
    long dictionaryPage = -1;
    long bloomFilter = 0;
    RawStatistics statistics = RawStatistics.UNKNOWN;
    in.struct();
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
        case 14 -> bloomFilter = in.i64();
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
        compressed,
        uncompressed,
        statistics,
        new IndexLocations(0, 0, 0, 0, bloomFilter),
        false,
        false);
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
