package io.moraine.log.txn;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.prune.Outcome;
import io.moraine.core.prune.Pruner;
import io.moraine.core.prune.StatisticsSource;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.PartitionValues;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides by what the log tells of a file, its partition values and statistics, whether rows in it
 * may satisfy a predicate.
 */
final class FileMatcher {
  private final StructType schema;
  private final ColumnMappingMode mode;
  private final PartitionValues partitions;
  private final Map<Integer, Integer> partitionOfOrdinal = new HashMap<>();

  /**
   * Decides for files of a table with {@code metadata}.
   *
   * @param zone of partition values that are times without a zone
   */
  FileMatcher(Metadata metadata, ZoneId zone) {
    schema = metadata.parseSchema();
    mode = new TableProperties(metadata.configuration()).columnMappingMode();
    partitions = new PartitionValues(schema, metadata.partitionColumns(), mode, zone);
    for (int i = 0; i < metadata.partitionColumns().size(); i++) {
      partitionOfOrdinal.put(schema.ordinal(metadata.partitionColumns().get(i)), i);
    }
  }

  /** False only if no row of {@code file} can make {@code predicate} true. */
  boolean mayMatch(Expression predicate, AddFile file) {
    Pruner pruner = Pruner.compile(predicate, schema);
    Set<Integer> ordinals = new TreeSet<>();
    collect(predicate, ordinals);
    FileStatistics statistics =
        FileStatistics.parse(
            file.stats(),
            FileStatistics.Columns.of(
                schema, mode, ordinals.stream().mapToInt(Integer::intValue).toArray()));
    try {
      return pruner.decide(new Source(file, statistics)) != Outcome.NONE;
    } catch (CorruptTableException e) {
      // A partition value that cannot be read proves nothing.
      return true;
    }
  }

  private static void collect(Expression expression, Set<Integer> ordinals) {
    if (expression instanceof ColumnReference column) {
      ordinals.add(column.id());
    }
    expression.children().forEach(child -> collect(child, ordinals));
  }

  private final class Source implements StatisticsSource {
    private final AddFile file;
    private final FileStatistics statistics;

    Source(AddFile file, FileStatistics statistics) {
      this.file = file;
      this.statistics = statistics;
    }

    @Override
    public long rowCount() {
      return statistics.numRecords();
    }

    @Override
    public ColumnStatistics column(int ordinal) {
      Integer partition = partitionOfOrdinal.get(ordinal);
      if (partition == null) {
        return statistics.column(ordinal);
      }
      @Nullable Object value = partitions.value(file, partition);
      return new ColumnStatistics(value, value, value == null ? rowCount() : 0);
    }
  }
}
