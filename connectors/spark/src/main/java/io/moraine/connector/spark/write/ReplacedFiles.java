package io.moraine.connector.spark.write;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.StructField;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.LiveFiles;
import io.moraine.log.stats.PartitionValues;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the files that leave a table as others come, and says so to the transaction. */
final class ReplacedFiles {
  private final Snapshot snapshot;
  private final ObjectStore store;
  private final ZoneId zone;

  ReplacedFiles(Snapshot snapshot, ObjectStore store, ZoneId zone) {
    this.snapshot = snapshot;
    this.store = store;
    this.zone = zone;
  }

  /** The files that {@code replacement} takes away where {@code added} come. */
  List<AddFile> of(Replacement replacement, List<AddFile> added, Transaction transaction) {
    if (replacement instanceof Replacement.All) {
      transaction.readWholeTable();
      List<AddFile> all = new ArrayList<>();
      snapshot.files().forEach(all::add);
      return all;
    } else if (replacement instanceof Replacement.Where where) {
      return where(where.condition(), transaction);
    } else if (replacement instanceof Replacement.Partitions) {
      return partitions(added, transaction);
    }
    return List.of();
  }

  /** Whether {@code condition} is true of all or of no rows of each file. */
  boolean areWhole(Expression condition) {
    return scan(condition).files().stream().allMatch(file -> file.match() == ScanFile.Match.ALL);
  }

  private TableScan scan(Expression condition) {
    return TableScan.of(snapshot, store).filter(List.of(condition)).zone(zone).build();
  }

  private List<AddFile> where(Expression condition, Transaction transaction) {
    TableScan scan = scan(condition);
    List<AddFile> files = new ArrayList<>();
    for (ScanFile file : scan.files()) {
      if (file.match() != ScanFile.Match.ALL) {
        throw new InvalidInputException(
            "Cannot replace the rows of %s at version %d for which %s: the file %s may have others, too. Replace whole partitions, or use DELETE"
                .formatted(snapshot.table(), snapshot.version(), condition, file.path()));
      }
      files.add(file.add());
    }
    transaction.read(condition, files);
    return files;
  }

  private List<AddFile> partitions(List<AddFile> added, Transaction transaction) {
    PartitionValues values =
        new PartitionValues(
            snapshot.schema(), snapshot.partitionColumns(), snapshot.columnMappingMode(), zone);
    Set<List<@Nullable Object>> written = new LinkedHashSet<>();
    for (AddFile file : added) {
      List<@Nullable Object> partition = new ArrayList<>();
      for (int i = 0; i < values.columns().size(); i++) {
        partition.add(values.value(file, i));
      }
      written.add(partition);
    }
    LiveFiles live = snapshot.files();
    int[] chosen =
        IntStream.range(0, live.size())
            .filter(file -> written.contains(partition(values, live, file)))
            .toArray();
    List<AddFile> files = live.files(chosen);
    for (List<@Nullable Object> partition : written) {
      transaction.read(condition(values, partition), files);
    }
    return files;
  }

  private static List<@Nullable Object> partition(
      PartitionValues values, LiveFiles live, int file) {
    List<@Nullable Object> partition = new ArrayList<>();
    for (int i = 0; i < values.columns().size(); i++) {
      partition.add(values.value(live.partitionValues(file), () -> live.path(file), i));
    }
    return partition;
  }

  private Expression condition(PartitionValues values, List<@Nullable Object> partition) {
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
    return Operators.and(same);
  }
}
