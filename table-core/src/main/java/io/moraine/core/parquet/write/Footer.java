package io.moraine.core.parquet.write;

import io.moraine.core.parquet.bloom.BloomFilter;
import io.moraine.core.parquet.crypto.FileEncryption;
import io.moraine.core.parquet.crypto.ModuleKind;
import io.moraine.core.store.ObjectWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.XxHash;

/** What stands behind the row groups: the page indexes, then the file's metadata. */
final class Footer {
  /** In the form that parquet-java takes apart, to know of a version's faults. */
  private static final String CREATED_BY = "moraine version 0.1.0 (build 0.1.0)";

  private static final int FORMAT_VERSION = 1;

  private final List<SchemaElement> schema;
  private final List<ColumnWriter> leaves;
  private final WriteOptions options;
  private final Optional<FileEncryption> encryption;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<ChunkSummary> summaries = new ArrayList<>();

  Footer(
      List<SchemaElement> schema,
      List<ColumnWriter> leaves,
      WriteOptions options,
      Optional<FileEncryption> encryption) {
    this.schema = schema;
    this.leaves = leaves;
    this.options = options;
    this.encryption = encryption;
  }

  /** Adds a row group that is in the file. */
  void addRowGroup(List<ChunkSummary> chunks, long rows) {
    List<ColumnChunk> columns = new ArrayList<>(chunks.size());
    long plainBytes = 0;
    long storedBytes = 0;
    for (ChunkSummary chunk : chunks) {
      columns.add(chunk.toThrift(options.compression().codec()));
      plainBytes += chunk.plainBytes();
      storedBytes += chunk.storedBytes();
    }
    RowGroup group = new RowGroup(columns, plainBytes, rows);
    group.setFile_offset(chunks.get(0).position());
    group.setTotal_compressed_size(storedBytes);
    if (rowGroups.size() <= Short.MAX_VALUE) {
      group.setOrdinal((short) rowGroups.size());
    }
    rowGroups.add(group);
    summaries.addAll(chunks);
  }

  /** Writes everything but the magic at the end. */
  void writeTo(ObjectWriter out, long rows) {
    writeBloomFilters(out);
    writeColumnIndexes(out);
    writeOffsetIndexes(out);
    FileMetaData metadata = new FileMetaData(FORMAT_VERSION, schema, rows, rowGroups);
    metadata.setCreated_by(CREATED_BY);
    metadata.setColumn_orders(
        Collections.nCopies(leaves.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    if (!options.metadata().isEmpty()) {
      options
          .metadata()
          .forEach(
              (key, value) -> metadata.addToKey_value_metadata(new KeyValue(key).setValue(value)));
    }
    ByteSink length = new ByteSink();
    length.putInt(write(footer(metadata), out));
    out.write(length.array(), length.from(), length.size());
  }

  private byte[] footer(FileMetaData metadata) {
    if (encryption.isEmpty()) {
      return Thrift.bytes(metadata);
    }
    FooterEncryption footer = new FooterEncryption(encryption.get());
    forEachChunk(
        (summary, chunk, cipher, rowGroup) ->
            cipher.ifPresent(column -> footer.encrypt(chunk, summary.path(), column, rowGroup)));
    return footer.encrypt(metadata);
  }

  private void writeBloomFilters(ObjectWriter out) {
    forEachChunk(
        (summary, chunk, cipher, rowGroup) ->
            summary
                .bloomFilter()
                .ifPresent(
                    filter -> {
                      byte[] head = Thrift.bytes(header(filter));
                      byte[] bits = filter.toBytes();
                      ColumnMetaData metadata = chunk.getMeta_data();
                      metadata.setBloom_filter_offset(out.position());
                      metadata.setBloom_filter_length(
                          write(sealed(cipher, ModuleKind.BLOOM_FILTER_HEADER, rowGroup, head), out)
                              + write(
                                  sealed(cipher, ModuleKind.BLOOM_FILTER_BITS, rowGroup, bits),
                                  out));
                    }));
  }

  /** The bytes, encrypted if the column is. */
  private static byte[] sealed(
      Optional<FileEncryption.Column> cipher, ModuleKind kind, int rowGroup, byte[] bytes) {
    return cipher.map(column -> column.encrypt(kind, rowGroup, bytes)).orElse(bytes);
  }

  private static BloomFilterHeader header(BloomFilter filter) {
    return new BloomFilterHeader(
        filter.sizeBytes(),
        BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
        BloomFilterHash.XXHASH(new XxHash()),
        BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
  }

  private void writeColumnIndexes(ObjectWriter out) {
    forEachChunk(
        (summary, chunk, cipher, rowGroup) ->
            summary
                .columnIndex()
                .ifPresent(
                    index -> {
                      byte[] bytes = Thrift.bytes(index);
                      chunk.setColumn_index_offset(out.position());
                      chunk.setColumn_index_length(
                          write(sealed(cipher, ModuleKind.COLUMN_INDEX, rowGroup, bytes), out));
                    }));
  }

  private void writeOffsetIndexes(ObjectWriter out) {
    forEachChunk(
        (summary, chunk, cipher, rowGroup) -> {
          byte[] bytes = Thrift.bytes(summary.offsetIndex());
          chunk.setOffset_index_offset(out.position());
          chunk.setOffset_index_length(
              write(sealed(cipher, ModuleKind.OFFSET_INDEX, rowGroup, bytes), out));
        });
  }

  private interface ChunkAction {
    void accept(
        ChunkSummary summary,
        ColumnChunk chunk,
        Optional<FileEncryption.Column> cipher,
        int rowGroup);
  }

  private void forEachChunk(ChunkAction action) {
    int columns = leaves.size();
    for (int i = 0; i < summaries.size(); i++) {
      int rowGroup = i / columns;
      action.accept(
          summaries.get(i),
          rowGroups.get(rowGroup).getColumns().get(i % columns),
          leaves.get(i % columns).cipher(),
          rowGroup);
    }
  }

  private static int write(byte[] bytes, ObjectWriter out) {
    out.write(bytes, 0, bytes.length);
    return bytes.length;
  }
}
