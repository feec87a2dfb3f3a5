package io.moraine.benchmark.log;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.batch.Vectors;
import io.moraine.core.parquet.codec.Compression;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one Parquet file of a checkpoint. */
final class CheckpointFile implements AutoCloseable {
  private static final int BATCH_ROWS = 4_096;

  private final StructType schema;
  private final ParquetWriter writer;
  private final List<SyntheticFile> pending = new ArrayList<>();

  CheckpointFile(ObjectStore store, String key, StructType schema) {
    this.schema = schema;
    this.writer =
        ParquetWriter.create(
            store.create(key), schema, WriteOptions.DEFAULT.withCompression(Compression.SNAPPY));
  }

  /** Appends a row of one action. */
  void append(String action, @Nullable Object... fields) {
    int column = schema.ordinal(action);
    VectorBuilder rows = VectorBuilder.of(schema.field(column).type(), 1);
    write(column, rows.append(Arrays.asList(fields)).build(), 1);
  }

  private void write(int column, ColumnVector vector, int rows) {
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      columns.add(i == column ? vector : Vectors.nulls(schema.field(i).type(), rows));
    }
    writer.write(new ColumnBatch(schema, rows, columns));
  }

  /** Appends an {@code add}. */
  void add(SyntheticFile file) {
    pending.add(file);
    if (pending.size() == BATCH_ROWS) {
      flush();
    }
  }

  private void flush() {
    if (pending.isEmpty()) {
      return;
    }
    int column = schema.ordinal("add");
    StructType type = (StructType) schema.field(column).type();
    boolean parsed = type.ordinalOf("stats_parsed").isPresent();
    VectorBuilder rows = VectorBuilder.of(type, pending.size());
    for (SyntheticFile file : pending) {
      List<Object> fields = new ArrayList<>(type.size());
      fields.add(file.path());
      fields.add(Map.of(SyntheticFile.PARTITION, file.day().toString()));
      fields.add(file.sizeBytes());
      fields.add(file.modificationTime());
      fields.add(false);
      for (int i = 0; i < 5; i++) {
        fields.add(null);
      }
      fields.add(file.statistics());
      if (parsed) {
        fields.add(List.of((int) file.day().toEpochDay()));
        fields.add(parsed(file));
      }
      rows.append(fields);
    }
    write(column, rows.build(), pending.size());
    pending.clear();
  }

  private static List<Object> parsed(SyntheticFile file) {
    List<Object> min = new ArrayList<>();
    List<Object> max = new ArrayList<>();
    List<Object> nulls = new ArrayList<>();
    for (int i = 0; i < SyntheticFile.STATISTICS_COLUMNS.size(); i++) {
      min.add(file.bound(i, true));
      max.add(file.bound(i, false));
      nulls.add(file.nullCount(i));
    }
    return List.of((long) SyntheticFile.ROWS, min, max, nulls);
  }

  /** Ends the file; returns its size. */
  long finish() {
    flush();
    return writer.finish().sizeBytes();
  }

  @Override
  public void close() {
    writer.close();
  }
}
