package io.moraine.log.stats;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.prune.Outcome;
import io.moraine.core.prune.Pruner;
import io.moraine.core.prune.StatisticsSource;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.property.ColumnMappingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides by what the log tells of a file how many of its rows can satisfy a predicate: by
 * partition values, and by statistics, of which only the columns that the predicate names are read.
 */
public final class FileSkipping {
  private final Pruner pruner;
  private final FileStatistics.Columns columns;
  private final PartitionValues partitionValues;
  private final Map<Integer, Integer> partitionIndexes = new HashMap<>();
  private final FilePredicate loops;

  /**
   * Of files of a table.
   *
   * @param predicate a boolean whose column references are ordinals of {@code schema}
   * @param zone the zone of partition values that are times written without one
   */
  public FileSkipping(
      Expression predicate,
      StructType schema,
      List<String> partitionColumns,
      ColumnMappingMode mode,
      ZoneId zone) {
    this.pruner = Pruner.compile(predicate, schema);
    this.partitionValues = new PartitionValues(schema, partitionColumns, mode, zone);
    for (int i = 0; i < partitionColumns.size(); i++) {
      partitionIndexes.put(schema.ordinal(partitionColumns.get(i)), i);
    }
    Set<Integer> ordinals = new TreeSet<>();
    collect(predicate, ordinals);
    ordinals.removeAll(partitionIndexes.keySet());
    this.columns =
        FileStatistics.Columns.of(
            schema, mode, ordinals.stream().mapToInt(Integer::intValue).toArray());
    this.loops =
        FilePredicate.compile(predicate, schema, partitionIndexes.keySet(), columns.columns());
  }

  private static void collect(Expression expression, Set<Integer> ordinals) {
    if (expression instanceof ColumnReference column) {
      ordinals.add(column.id());
    }
    expression.children().forEach(child -> collect(child, ordinals));
  }

  /**
   * How many of the file's rows can satisfy the predicate; deleted rows do not count.
   *
   * @throws CorruptTableException if a partition value is missing or malformed
   */
  public Outcome decide(AddFile file) {
    FileStatistics statistics = FileStatistics.parse(file.stats(), columns);
    // Proofs are about every row, however many: where they are not counted, there may be very many.
    long rows = statistics.numRecords() < 0 ? Long.MAX_VALUE : statistics.numRecords();
    return pruner.decide(
        new StatisticsSource() {
          @Override
          public long rowCount() {
            return rows;
          }

          @Override
          public ColumnStatistics column(int ordinal) {
            Integer partition = partitionIndexes.get(ordinal);
            if (partition == null) {
              return statistics.column(ordinal);
            }
            Object value = partitionValues.value(file, partition);
            return value == null
                ? new ColumnStatistics(null, null, rows)
                : new ColumnStatistics(value, value, 0);
          }

          @Override
          public ColumnStatistics field(int ordinal, List<Integer> path) {
            return statistics.field(ordinal, path);
          }
        });
  }

  /**
   * How many of each file's rows can satisfy the predicate; deleted rows do not count.
   *
   * @throws CorruptTableException if a partition value is missing or malformed
   */
  public Outcomes decide(FileColumns files) {
    StatisticsTable statistics = files.statistics(columns);
    byte[] bits = new byte[files.size()];
    loops.decide(new Columns(files, statistics), bits);
    return new Outcomes(bits, statistics);
  }

  /** The answers for many files. */
  public static final class Outcomes {
    private final byte[] bits;
    private final StatisticsTable statistics;

    private Outcomes(byte[] bits, StatisticsTable statistics) {
      this.bits = bits;
      this.statistics = statistics;
    }

    /** The answer for one. */
    public Outcome of(int file) {
      if ((bits[file] & FilePredicate.MAY_BE_TRUE) == 0 || statistics.numRecords(file) == 0) {
        return Outcome.NONE;
      }
      return (bits[file] & FilePredicate.MAY_BE_OTHER) == 0 ? Outcome.ALL : Outcome.SOME;
    }
  }

  /** Files as predicates see them. */
  private final class Columns implements FilePredicate.Files {
    private final FileColumns files;
    private final StatisticsTable statistics;

    Columns(FileColumns files, StatisticsTable statistics) {
      this.files = files;
      this.statistics = statistics;
    }

    @Override
    public int size() {
      return files.size();
    }

    @Override
    public StatisticsTable statistics() {
      return statistics;
    }

    @Override
    public Outcome decide(Pruner part, int file) {
      return part.decide(new OneFile(file));
    }

    @Override
    public IntFunction<Outcome> decideByPartition(Pruner part) {
      @Nullable Outcome[] outcomes = new Outcome[files.partitionCount()];
      return file -> {
        int partition = files.partition(file);
        Outcome known = outcomes[partition];
        if (known == null) {
          known = part.decide(new OneFile(file));
          outcomes[partition] = known;
        }
        return known;
      };
    }

    /** One of them. */
    private final class OneFile implements StatisticsSource {
      private final int file;

      OneFile(int file) {
        this.file = file;
      }

      @Override
      public long rowCount() {
        // A file without rows is left out in the end.
        return Math.max(1, statistics.rowBound(file));
      }

      @Override
      public ColumnStatistics column(int ordinal) {
        Integer partition = partitionIndexes.get(ordinal);
        if (partition == null) {
          return leaf(List.of(ordinal));
        }
        Object value =
            partitionValues.value(
                files.partitionValues(files.partition(file)), () -> files.path(file), partition);
        return value == null
            ? new ColumnStatistics(null, null, rowCount())
            : new ColumnStatistics(value, value, 0);
      }

      @Override
      public ColumnStatistics field(int ordinal, List<Integer> path) {
        List<Integer> all = new ArrayList<>();
        all.add(ordinal);
        all.addAll(path);
        return leaf(all);
      }

      private ColumnStatistics leaf(List<Integer> path) {
        Integer leaf = columns.columns().leafAt(path);
        return leaf == null ? ColumnStatistics.UNKNOWN : statistics.leaf(leaf).of(file);
      }
    }
  }
}
