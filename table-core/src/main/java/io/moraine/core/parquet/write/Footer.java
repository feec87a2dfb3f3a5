package io.moraine.core.parquet.write;

import io.moraine.core.store.ObjectWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TypeDefinedOrder;

/** What stands behind the row groups: the page indexes, then the file's metadata. */
final class Footer {
  /** In the form that parquet-java takes apart, to know of a version's faults. */
  private static final String CREATED_BY = "moraine version 0.1.0 (build 0.1.0)";

  private static final int FORMAT_VERSION = 1;

  private final List<SchemaElement> schema;
  private final int leafCount;
  private final WriteOptions options;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private final List<ChunkSummary> summaries = new ArrayList<>();

  Footer(List<SchemaElement> schema, int leafCount, WriteOptions options) {
    this.schema = schema;
    this.leafCount = leafCount;
    this.options = options;
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
    writeColumnIndexes(out);
    writeOffsetIndexes(out);
    FileMetaData metadata = new FileMetaData(FORMAT_VERSION, schema, rows, rowGroups);
    metadata.setCreated_by(CREATED_BY);
    metadata.setColumn_orders(
        Collections.nCopies(leafCount, ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    if (!options.metadata().isEmpty()) {
      options
          .metadata()
          .forEach(
              (key, value) -> metadata.addToKey_value_metadata(new KeyValue(key).setValue(value)));
    }
    ByteSink length = new ByteSink();
    length.putInt(write(Thrift.bytes(metadata), out));
    out.write(length.array(), length.from(), length.size());
  }

  private void writeColumnIndexes(ObjectWriter out) {
    forEachChunk(
        (summary, chunk) ->
            summary
                .columnIndex()
                .ifPresent(
                    index -> {
                      chunk.setColumn_index_offset(out.position());
                      chunk.setColumn_index_length(write(Thrift.bytes(index), out));
                    }));
  }

  private void writeOffsetIndexes(ObjectWriter out) {
    forEachChunk(
        (summary, chunk) -> {
          chunk.setOffset_index_offset(out.position());
          chunk.setOffset_index_length(write(Thrift.bytes(summary.offsetIndex()), out));
        });
  }

  private interface ChunkAction {
    void accept(ChunkSummary summary, ColumnChunk chunk);
  }

  private void forEachChunk(ChunkAction action) {
    for (int i = 0; i < summaries.size(); i++) {
      RowGroup group = rowGroups.get(i / leafCount);
      action.accept(summaries.get(i), group.getColumns().get(i % leafCount));
    }
  }

  private static int write(byte[] bytes, ObjectWriter out) {
    out.write(bytes, 0, bytes.length);
    return bytes.length;
  }
}
