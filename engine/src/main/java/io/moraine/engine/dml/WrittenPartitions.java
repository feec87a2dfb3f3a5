package io.moraine.engine.dml;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.StructField;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.stats.PartitionValues;
import io.moraine.log.txn.Transaction;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The partitions that a statement's new rows came to. */
final class WrittenPartitions {
  private final Snapshot snapshot;
  private final PartitionValues values;
  private final Set<List<@Nullable Object>> partitions = new LinkedHashSet<>();

  /**
   * Those of {@code added}.
   *
   * @param zone of times that are written without one
   */
  WrittenPartitions(Snapshot snapshot, List<AddFile> added, ZoneId zone) {
    this.snapshot = snapshot;
    this.values =
        new PartitionValues(
            snapshot.schema(), snapshot.partitionColumns(), snapshot.columnMappingMode(), zone);
    for (AddFile file : added) {
      List<@Nullable Object> partition = new ArrayList<>();
      for (int i = 0; i < values.columns().size(); i++) {
        partition.add(values.value(file, i));
      }
      partitions.add(partition);
    }
  }

  /** The files of these partitions that the table had before. */
  List<AddFile> earlierFiles() {
    LiveFiles files = snapshot.files();
    int[] chosen =
        IntStream.range(0, files.size()).filter(i -> partitions.contains(partition(i))).toArray();
    return files.files(chosen);
  }

  private List<@Nullable Object> partition(int file) {
    LiveFiles files = snapshot.files();
    List<@Nullable Object> partition = new ArrayList<>();
    for (int i = 0; i < values.columns().size(); i++) {
      partition.add(values.value(files.partitionValues(file), () -> files.path(file), i));
    }
    return partition;
  }

  /** Records that all rows of these partitions were read, which were in {@code files}. */
  void recordReads(Transaction transaction, List<AddFile> files) {
    for (List<@Nullable Object> partition : partitions) {
      List<Expression> same = new ArrayList<>();
      for (int i = 0; i < partition.size(); i++) {
        StructField column = values.columns().get(i);
        Expression reference =
            new ColumnReference(
                snapshot.schema().ordinal(column.name()), column.name(), column.type(), true);
        Object value = partition.get(i);
        same.add(
            value == null
                ? Operators.isNull(reference)
                : Operators.compare(Operators.EQ, reference, new Literal(column.type(), value)));
      }
      transaction.read(Operators.and(same), files);
    }
  }
}
