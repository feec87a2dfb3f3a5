package io.moraine.log.stats;

import io.moraine.core.prune.StatisticsSource;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the log tells of the rows of a table's files, for deciding which files a query needs.
 *
 * <p>Both the partition's values and the statistics count. Made once for a query, then asked for each
 * file. Safe for use by many threads.
 */
public final class FileEvidence {
  private final PartitionValues partitions;
  private final int[] partitionIndex;
  private final FileStatistics.Columns columns;

  /**
   * Evidence on some columns of {@code schema}; on others nothing is known.
   *
   * @param ordinals the columns that are of interest; a query's predicate names them
   * @param zone the zone of partition values that are times written without one
   */
  public FileEvidence(
      StructType schema,
      List<String> partitionColumns,
      ColumnMappingMode mode,
      ZoneId zone,
      Set<Integer> ordinals) {
    this.partitions = new PartitionValues(schema, partitionColumns, mode, zone);
    this.partitionIndex = new int[schema.size()];
    Arrays.fill(partitionIndex, -1);
    Set<Integer> others = new HashSet<>(ordinals);
    for (int i = 0; i < partitionColumns.size(); i++) {
      int ordinal = schema.ordinal(partitionColumns.get(i));
      partitionIndex[ordinal] = i;
      others.remove(ordinal);
    }
    this.columns =
        FileStatistics.Columns.of(
            schema, mode, others.stream().mapToInt(Integer::intValue).sorted().toArray());
  }

  /**
   * What is known of the rows of {@code file}, deleted ones among them.
   *
   * @throws io.moraine.core.error.CorruptTableException when asked for a partition column of which the
   *     log has no value of its type
   */
  public StatisticsSource of(AddFile file) {
    FileStatistics statistics = FileStatistics.parse(file.stats(), columns);
    return new OfFile(file, statistics);
  }

  private final class OfFile implements StatisticsSource {
    private final AddFile file;
    private final FileStatistics statistics;

    OfFile(AddFile file, FileStatistics statistics) {
      this.file = file;
      this.statistics = statistics;
    }

    /**
     * A number that is not known is as good as a very large one: statistics are only used to prove
     * what holds for every row.
     */
    @Override
    public long rowCount() {
      return statistics.numRecords() < 0 ? Long.MAX_VALUE : statistics.numRecords();
    }

    @Override
    public ColumnStatistics column(int ordinal) {
      int index = partitionIndex[ordinal];
      if (index < 0) {
        return statistics.column(ordinal);
      }
      Object value = partitions.value(file, index);
      return value == null
          ? new ColumnStatistics(null, null, rowCount())
          : new ColumnStatistics(value, value, 0);
    }
  }
}
