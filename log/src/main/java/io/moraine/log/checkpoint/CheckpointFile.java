package io.moraine.log.checkpoint;

import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.property.TableProperties;

/** A Parquet file of actions being written. It appears when it is finished. */
final class CheckpointFile implements AutoCloseable {
  /**
   * So many rows that columns compress well, and so few that several threads find work in a large
   * checkpoint.
   */
  private static final long ROW_GROUP_ROWS = 100_000;

  private final ParquetWriter writer;
  private final CheckpointBatches batches;

  private CheckpointFile(ParquetWriter writer, CheckpointBatches batches) {
    this.writer = writer;
    this.batches = batches;
  }

  /**
   * Begins a file.
   *
   * @param schema of {@link CheckpointSchema}
   * @param adds how its column {@code add} is filled
   * @param properties the table's
   */
  static CheckpointFile create(
      ObjectStore store,
      String key,
      StructType schema,
      AddLayout adds,
      TableProperties properties) {
    WriteOptions options =
        WriteOptions.DEFAULT
            .withCompression(
                properties.parquetCompression().map(Compression::named).orElse(Compression.ZSTD))
            .withRowGroups(WriteOptions.DEFAULT.rowGroupBytes(), ROW_GROUP_ROWS);
    ParquetWriter writer = ParquetWriter.create(store.create(key), schema, options);
    return new CheckpointFile(writer, new CheckpointBatches(schema, adds, writer::write));
  }

  void add(Action action) {
    action.accept(batches);
  }

  /** Ends the file; returns its size in bytes. */
  long finish() {
    batches.flush();
    return writer.finish().sizeBytes();
  }

  @Override
  public void close() {
    writer.close();
  }
}
