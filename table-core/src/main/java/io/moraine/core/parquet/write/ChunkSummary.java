package io.moraine.core.parquet.write;

import io.moraine.core.parquet.bloom.BloomFilter;
import io.moraine.core.parquet.codec.Codec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;

/** What the footer tells of one column chunk, collected while its pages are written. */
final class ChunkSummary {
  private final Leaf leaf;
  private final int boundBytes;
  private final Bounds bounds;
  private final PageIndex index;
  private final Map<Encoding, Integer> pagesByEncoding = new LinkedHashMap<>();
  private Optional<BloomFilter> bloomFilter = Optional.empty();
  private long position;
  private int dictionaryBytes;
  private long rows;
  private long entries;
  private long nulls;
  private long storedBytes;
  private long plainBytes;

  ChunkSummary(Leaf leaf, Bounds like, int boundBytes) {
    this.leaf = leaf;
    this.boundBytes = boundBytes;
    this.bounds = like.fresh();
    this.index = new PageIndex(like, leaf.hasBounds(), boundBytes);
  }

  void addPage(
      long offset,
      int headerBytes,
      PageHeader header,
      Encoding encoding,
      int pageRows,
      int pageNulls,
      Bounds pageBounds) {
    int size = headerBytes + header.getCompressed_page_size();
    index.add(offset, size, rows, pageNulls, pageBounds);
    bounds.merge(pageBounds);
    pagesByEncoding.merge(encoding, 1, Integer::sum);
    rows += pageRows;
    entries += header.getData_page_header().getNum_values();
    nulls += pageNulls;
    storedBytes += size;
    plainBytes += headerBytes + header.getUncompressed_page_size();
  }

  void addDictionary(int headerBytes, PageHeader header) {
    dictionaryBytes = headerBytes + header.getCompressed_page_size();
    storedBytes += dictionaryBytes;
    plainBytes += headerBytes + header.getUncompressed_page_size();
  }

  /** Tells where in the file the chunk starts. */
  void startsAt(long newPosition) {
    position = newPosition;
  }

  /** The column's names in the Parquet schema. */
  List<String> path() {
    return leaf.path();
  }

  Bounds bounds() {
    return bounds;
  }

  long nullCount() {
    return nulls;
  }

  long storedBytes() {
    return storedBytes;
  }

  long plainBytes() {
    return plainBytes;
  }

  long position() {
    return position;
  }

  /** Tells the chunk's Bloom filter, if it has one. */
  void setBloomFilter(Optional<BloomFilter> filter) {
    bloomFilter = filter;
  }

  Optional<BloomFilter> bloomFilter() {
    return bloomFilter;
  }

  Optional<ColumnIndex> columnIndex() {
    return index.columnIndex();
  }

  OffsetIndex offsetIndex() {
    return index.offsetIndex(position + dictionaryBytes);
  }

  /** The chunk as the footer has it, without its indexes' places. */
  ColumnChunk toThrift(Codec codec) {
    ColumnMetaData metadata =
        new ColumnMetaData(
            leaf.physical(),
            encodings(),
            leaf.path(),
            CompressionCodec.findByValue(codec.id()),
            entries,
            plainBytes,
            storedBytes,
            position + dictionaryBytes);
    if (dictionaryBytes > 0) {
      metadata.setDictionary_page_offset(position);
    }
    metadata.setStatistics(statistics());
    metadata.setEncoding_stats(encodingStats());
    ColumnChunk chunk = new ColumnChunk(position);
    chunk.setMeta_data(metadata);
    return chunk;
  }

  private List<Encoding> encodings() {
    List<Encoding> encodings = new ArrayList<>(pagesByEncoding.keySet());
    // Of levels, and of the dictionary.
    if (!encodings.contains(Encoding.RLE)) {
      encodings.add(Encoding.RLE);
    }
    if (dictionaryBytes > 0 && !encodings.contains(Encoding.PLAIN)) {
      encodings.add(Encoding.PLAIN);
    }
    return encodings;
  }

  private List<PageEncodingStats> encodingStats() {
    List<PageEncodingStats> stats = new ArrayList<>();
    if (dictionaryBytes > 0) {
      stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
    }
    pagesByEncoding.forEach(
        (encoding, pages) -> stats.add(new PageEncodingStats(PageType.DATA_PAGE, encoding, pages)));
    return stats;
  }

  private Statistics statistics() {
    Statistics statistics = new Statistics();
    statistics.setNull_count(nulls);
    if (leaf.hasBounds() && bounds.isTellable()) {
      Bounds.Encoded lower = bounds.lower(boundBytes);
      Bounds.Encoded upper = bounds.upper(boundBytes);
      statistics.setMin_value(lower.bytes());
      statistics.setMax_value(upper.bytes());
      statistics.setIs_min_value_exact(lower.exact());
      statistics.setIs_max_value_exact(upper.exact());
    }
    return statistics;
  }
}
