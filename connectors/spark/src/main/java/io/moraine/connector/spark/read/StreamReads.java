package io.moraine.connector.spark.read;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/** Reads whole files, of which a stream tells. */
public final class StreamReads {
  private static final long TASK_BYTES = 128L << 20;

  private StreamReads() {}

  /** Reads all columns of files of {@code snapshot} and of versions after it. */
  public static PartitionReaderFactory readers(TablePlace place, Snapshot snapshot, ZoneId zone) {
    StructType shown = SparkTypes.toSpark(snapshot.schema());
    return new FileBatchReaders(
        SentSnapshot.of(place, snapshot, zone), ReadColumns.of(snapshot, shown, shown), null);
  }

  /** Partitions of {@code files}, in their order; large files are cut. */
  public static InputPartition[] partitions(List<AddFile> files) {
    List<FilePartition> partitions = new ArrayList<>();
    List<FilePartition.Part> current = new ArrayList<>();
    long bytes = 0;
    for (AddFile file : files) {
      SentFile sent = SentFile.of(file.withStats(null));
      int count = (int) Math.max(1, (file.size() + TASK_BYTES - 1) / TASK_BYTES);
      for (int i = 0; i < count; i++) {
        if (!current.isEmpty() && bytes + file.size() / count > TASK_BYTES) {
          partitions.add(new FilePartition(current, List.of()));
          current = new ArrayList<>();
          bytes = 0;
        }
        current.add(new FilePartition.Part(sent, i, count, file.size() / count));
        bytes += file.size() / count;
      }
    }
    if (!current.isEmpty()) {
      partitions.add(new FilePartition(current, List.of()));
    }
    return partitions.toArray(InputPartition[]::new);
  }
}
