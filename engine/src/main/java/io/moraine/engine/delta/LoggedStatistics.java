package io.moraine.engine.delta;

import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.ExactStatistics;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.PartitionValues;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a table's log says of its rows, where it is exact: bounds of whole numbers and dates of
 * files none of whose rows are deleted. Strings may be cut, times rounded, and NaN left out.
 *
 * @param rows that are not deleted
 */
record LoggedStatistics(long rows, Snapshot snapshot, ZoneId zone) implements ExactStatistics {
  /** Of more files, reading the rows of one column is no slower by much. */
  private static final int MOST_FILES = 20_000;

  @Override
  public Optional<ColumnStatistics> column(int ordinal) {
    StructType schema = snapshot.schema();
    DataType type = schema.field(ordinal).type();
    int partition = snapshot.partitionColumns().indexOf(schema.field(ordinal).name());
    boolean exact = type.isIntegral() || type == DataType.Primitive.DATE;
    if ((partition < 0 && !exact) || snapshot.files().size() > MOST_FILES) {
      return Optional.empty();
    }
    FileStatistics.Columns columns =
        partition >= 0
            ? FileStatistics.Columns.none()
            : FileStatistics.Columns.of(schema, snapshot.columnMappingMode(), ordinal);
    PartitionValues values =
        new PartitionValues(
            schema, snapshot.partitionColumns(), snapshot.columnMappingMode(), zone);
    Object min = null;
    Object max = null;
    long nulls = 0;
    for (AddFile file : snapshot.files()) {
      long live = FileStatistics.liveRowCount(file);
      if (live == 0) {
        continue;
      }
      Optional<ColumnStatistics> known =
          partition >= 0
              ? Optional.of(ofValue(values.value(file, partition), live))
              : ofFile(file, FileStatistics.parse(file.stats(), columns), ordinal);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      ColumnStatistics one = known.get();
      nulls += one.nullCount();
      if (one.min() != null) {
        min = min == null || ValueOrder.compare(one.min(), min) < 0 ? one.min() : min;
        max = max == null || ValueOrder.compare(one.max(), max) > 0 ? one.max() : max;
      }
    }
    return Optional.of(new ColumnStatistics(min, max, nulls));
  }

  private static ColumnStatistics ofValue(Object value, long rows) {
    return new ColumnStatistics(value, value, value == null ? rows : 0);
  }

  private static Optional<ColumnStatistics> ofFile(
      AddFile file, FileStatistics statistics, int ordinal) {
    ColumnStatistics column = statistics.column(ordinal);
    boolean deleted = file.deletionVector() != null;
    boolean allNull = column.nullCount() == statistics.numRecords();
    boolean bounded = column.min() != null && column.max() != null;
    return deleted || !statistics.tightBounds() || column.nullCount() < 0 || !(allNull || bounded)
        ? Optional.empty()
        : Optional.of(column);
  }
}
