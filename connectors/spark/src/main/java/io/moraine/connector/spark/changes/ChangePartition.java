package io.moraine.connector.spark.changes;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** Changed rows that one task reads. */
public record ChangePartition(List<SentChange> changes) implements InputPartition {
  private static final long serialVersionUID = 1;
  private static final long TASK_BYTES = 128L << 20;
  private static final int TASK_FILES = 32;

  /** Partitions of {@code changes}, in their order. */
  public static InputPartition[] of(List<SentChange> changes) {
    List<ChangePartition> partitions = new ArrayList<>();
    List<SentChange> current = new ArrayList<>();
    long bytes = 0;
    for (SentChange change : changes) {
      boolean full = bytes + change.sizeBytes() > TASK_BYTES || current.size() == TASK_FILES;
      if (!current.isEmpty() && full) {
        partitions.add(new ChangePartition(current));
        current = new ArrayList<>();
        bytes = 0;
      }
      current.add(change);
      bytes += change.sizeBytes();
    }
    if (!current.isEmpty()) {
      partitions.add(new ChangePartition(current));
    }
    return partitions.toArray(InputPartition[]::new);
  }
}
