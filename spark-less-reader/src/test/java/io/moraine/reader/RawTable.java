package io.moraine.reader;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.InMemoryStore;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.fixture.Batches;
import io.moraine.log.json.ActionWriter;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.roaringbitmap.RoaringBitmap;

/** A table as another writer may have made it: its one commit is written to the letter. */
final class RawTable {
  /** The protocol's own example of an encoded id. */
  private static final String VECTOR_ID = "ab^-aqEH.-t@S}K{vb[*k^";

  static final String VECTOR_FILE = "ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin";

  final InMemoryStore store = new InMemoryStore("t", Clock.systemUTC());

  static Protocol protocol(String... features) {
    return new Protocol(3, 7, Set.of(features), Set.of(features));
  }

  /** Writes a data file with a row group for every {@code groupRows} rows. */
  long file(String name, StructType schema, int groupRows, List<List<Object>> rows) {
    WriteOptions options = WriteOptions.DEFAULT.withRowGroups(Long.MAX_VALUE, groupRows);
    try (ParquetWriter writer = ParquetWriter.create(store.create(name), schema, options)) {
      writer.write(Batches.of(schema, rows));
      writer.finish();
    }
    return store.status(name).sizeBytes();
  }

  AddFile add(String name, String stats, DeletionVectorDescriptor deleted) {
    long size = store.status(name).sizeBytes();
    return new AddFile(name, Map.of(), size, 0, true, stats, null, deleted, null, null, null);
  }

  /** A vector of {@code rows} in a file. */
  DeletionVectorDescriptor deleted(int... rows) {
    RoaringBitmap bitmap = RoaringBitmap.bitmapOf(rows);
    ByteBuffer data =
        ByteBuffer.allocate(16 + bitmap.serializedSizeInBytes()).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(1681511377).putLong(1).putInt(0);
    bitmap.serialize(data);
    CRC32 checksum = new CRC32();
    checksum.update(data.array());
    ByteBuffer file = ByteBuffer.allocate(1 + 8 + data.capacity());
    file.put((byte) 1).putInt(data.capacity()).put(data.array()).putInt((int) checksum.getValue());
    store.put(VECTOR_FILE, file.array());
    return new DeletionVectorDescriptor("u", VECTOR_ID, 1, data.capacity(), rows.length);
  }

  Snapshot commit(Protocol protocol, Metadata metadata, AddFile... files) {
    List<Action> actions = new ArrayList<>(List.of(protocol, metadata));
    actions.addAll(List.of(files));
    StringBuilder text = new StringBuilder();
    actions.forEach(action -> text.append(ActionWriter.write(action)).append('\n'));
    store.put(
        "_delta_log/00000000000000000000.json", text.toString().getBytes(StandardCharsets.UTF_8));
    return new TableLog(store).latest();
  }

  /** All rows that {@code scan} gives. */
  static List<List<Object>> rows(TableScan scan) {
    List<List<Object>> rows = new ArrayList<>();
    for (ScanFile file : scan.files()) {
      addAll(rows, scan.open(file));
    }
    return rows;
  }

  /** All rows that {@code scan} gives, each file read in {@code count} parts. */
  static List<List<Object>> rowsByParts(TableScan scan, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (ScanFile file : scan.files()) {
      for (int index = 0; index < count; index++) {
        addAll(rows, scan.open(file, new FilePart(index, count)));
      }
    }
    return rows;
  }

  private static void addAll(List<List<Object>> rows, BatchReader batches) {
    try (BatchReader reader = batches) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int column = 0; column < batch.schema().size(); column++) {
            values.add(batch.column(column).value(row));
          }
          rows.add(values);
        }
      }
    }
  }
}
