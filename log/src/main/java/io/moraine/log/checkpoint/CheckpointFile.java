package io.moraine.log.checkpoint;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Parallel;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Action;
import io.moraine.log.property.TableProperties;
import java.util.ArrayList;
import java.util.List;

/** A Parquet file of actions being written. It appears when it is finished. */
final class CheckpointFile implements AutoCloseable {
  /**
   * So many rows that columns compress well, and so few that several threads find work in a large
   * checkpoint.
   */
  private static final long ROW_GROUP_ROWS = 100_000;

  /** So many parts are gathered before they are written, one after the other. */
  private static final int PARTS_AT_ONCE = 8;

  private final StructType schema;
  private final AddLayout adds;
  private final Parallel parallel;
  private final ParquetWriter writer;
  private final CheckpointBatches batches;

  private CheckpointFile(
      StructType schema, AddLayout adds, Parallel parallel, ParquetWriter writer) {
    this.schema = schema;
    this.adds = adds;
    this.parallel = parallel;
    this.writer = writer;
    this.batches = new CheckpointBatches(schema, adds, writer::write);
  }

  /** Some of the actions to write, which may be asked for by several threads at once. */
  @FunctionalInterface
  interface Range {
    List<? extends Action> of(int from, int to);
  }

  /**
   * Begins a file.
   *
   * @param schema of {@link CheckpointSchema}
   * @param adds how its column {@code add} is filled
   * @param properties the table's
   * @param parallel does the work; the file's bytes do not depend on it
   */
  static CheckpointFile create(
      ObjectStore store,
      String key,
      StructType schema,
      AddLayout adds,
      TableProperties properties,
      Parallel parallel) {
    WriteOptions options =
        WriteOptions.DEFAULT
            .withCompression(
                properties.parquetCompression().map(Compression::named).orElse(Compression.ZSTD))
            .withRowGroups(WriteOptions.DEFAULT.rowGroupBytes(), ROW_GROUP_ROWS);
    ParquetWriter writer = ParquetWriter.create(store.create(key), schema, options, parallel);
    return new CheckpointFile(schema, adds, parallel, writer);
  }

  void add(Action action) {
    action.accept(batches);
  }

  /** Adds the actions at {@code from} to {@code to}, excluded. */
  void addAll(int from, int to, Range actions) {
    batches.flush();
    for (int first = from; first < to; first += PARTS_AT_ONCE * CheckpointBatches.BATCH_ROWS) {
      int start = first;
      int rows = Math.min(to - start, PARTS_AT_ONCE * CheckpointBatches.BATCH_ROWS);
      int parts = (rows + CheckpointBatches.BATCH_ROWS - 1) / CheckpointBatches.BATCH_ROWS;
      List<List<ColumnBatch>> gathered = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        gathered.add(new ArrayList<>());
      }
      parallel.forEach(
          parts,
          part -> {
            int begin = start + part * CheckpointBatches.BATCH_ROWS;
            int end = Math.min(to, begin + CheckpointBatches.BATCH_ROWS);
            CheckpointBatches own = new CheckpointBatches(schema, adds, gathered.get(part)::add);
            actions.of(begin, end).forEach(action -> action.accept(own));
            own.flush();
          });
      gathered.forEach(some -> some.forEach(writer::write));
    }
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
