package io.moraine.log.sink;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WrittenFile;
import io.moraine.log.action.AddFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One data file being written. */
final class DataFile implements AutoCloseable {
  private final String key;
  private final Map<String, @Nullable String> partitionValues;
  private final ParquetWriter writer;
  private final Describer describer;

  /** Makes the action that adds a file. */
  @FunctionalInterface
  interface Describer {
    /** The action for the finished file at {@code key}. */
    AddFile describe(
        String key, Map<String, @Nullable String> partitionValues, WrittenFile written);
  }

  DataFile(
      String key,
      Map<String, @Nullable String> partitionValues,
      ParquetWriter writer,
      Describer describer) {
    this.key = key;
    this.partitionValues = partitionValues;
    this.writer = writer;
    this.describer = describer;
  }

  String key() {
    return key;
  }

  void write(ColumnBatch batch) {
    writer.write(batch);
  }

  /** About how large the file would be, ended now. */
  long bytesSoFar() {
    return writer.bytesSoFar();
  }

  AddFile finish() {
    return describer.describe(key, partitionValues, writer.finish());
  }

  @Override
  public void close() {
    writer.close();
  }
}
