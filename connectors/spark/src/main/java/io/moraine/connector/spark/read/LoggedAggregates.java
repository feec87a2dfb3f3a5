package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SparkLiterals;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.PartitionValues;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.aggregate.AggregateFunc;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.aggregate.Count;
import org.apache.spark.sql.connector.expressions.aggregate.CountStar;
import org.apache.spark.sql.connector.expressions.aggregate.Max;
import org.apache.spark.sql.connector.expressions.aggregate.Min;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Counts and bounds of all rows or of each partition that the log alone can tell.
 *
 * <p>Bounds are exact for whole numbers and dates of files none of whose rows are deleted, and for
 * partition columns: strings may be cut, times rounded and NaN left out.
 */
final class LoggedAggregates {
  /** Of more files, reading the rows of a column is no slower by much. */
  private static final int MOST_FILES = 20_000;

  private enum Kind {
    ROWS,
    VALUES,
    MIN,
    MAX
  }

  /** One aggregate; {@code column} is an ordinal of the table's schema, −1 for all rows. */
  private record Wanted(Kind kind, int column) {}

  /** The rows of the answer, which Spark takes instead of a scan. */
  record Answer(StructType readSchema, List<List<@Nullable Object>> values) implements LocalScan {
    @Override
    public InternalRow[] rows() {
      return values.stream()
          .map(row -> new GenericInternalRow(row.toArray()))
          .toArray(InternalRow[]::new);
    }

    @Override
    public String description() {
      return "Moraine's log: " + readSchema.catalogString();
    }
  }

  private final Snapshot snapshot;
  private final PartitionValues partitions;
  private final List<Integer> groupBy;
  private final List<Wanted> wanted;

  private LoggedAggregates(
      Snapshot snapshot, ZoneId zone, List<Integer> groupBy, List<Wanted> wanted) {
    this.snapshot = snapshot;
    this.partitions =
        new PartitionValues(
            snapshot.schema(), snapshot.partitionColumns(), snapshot.columnMappingMode(), zone);
    this.groupBy = groupBy;
    this.wanted = wanted;
  }

  /** The answer for all rows of the files of {@code scan}, if the log has it. */
  static Optional<Answer> answer(Aggregation aggregation, TableScan scan, ZoneId zone) {
    Snapshot snapshot = scan.snapshot();
    List<Integer> groupBy = new ArrayList<>();
    for (Expression expression : aggregation.groupByExpressions()) {
      int column = column(snapshot, expression);
      int partition =
          column < 0
              ? -1
              : snapshot.partitionColumns().indexOf(snapshot.schema().field(column).name());
      if (partition < 0) {
        return Optional.empty();
      }
      groupBy.add(partition);
    }
    List<Wanted> wanted = new ArrayList<>();
    for (AggregateFunc function : aggregation.aggregateExpressions()) {
      Optional<Wanted> known = wanted(snapshot, function);
      if (known.isEmpty()) {
        return Optional.empty();
      }
      wanted.add(known.get());
    }
    boolean all = scan.files().size() == snapshot.files().size();
    if (all && groupBy.isEmpty() && wanted.stream().allMatch(w -> w.kind() == Kind.ROWS)) {
      return snapshot.files().rows().stream()
          .mapToObj(rows -> new Answer(schema(snapshot, groupBy, wanted), same(rows, wanted)))
          .findFirst();
    }
    return scan.files().size() > MOST_FILES
        ? Optional.empty()
        : new LoggedAggregates(snapshot, zone, groupBy, wanted).of(scan.files());
  }

  private static List<List<@Nullable Object>> same(long rows, List<Wanted> wanted) {
    List<@Nullable Object> row = new ArrayList<>();
    wanted.forEach(one -> row.add(rows));
    return List.of(row);
  }

  private static int column(Snapshot snapshot, Expression expression) {
    return expression instanceof NamedReference reference && reference.fieldNames().length == 1
        ? snapshot.schema().ordinalOf(reference.fieldNames()[0]).orElse(-1)
        : -1;
  }

  private static Optional<Wanted> wanted(Snapshot snapshot, AggregateFunc function) {
    if (function instanceof CountStar) {
      return Optional.of(new Wanted(Kind.ROWS, -1));
    } else if (function instanceof Count count && !count.isDistinct()) {
      return of(Kind.VALUES, column(snapshot, count.column()));
    } else if (function instanceof Min min) {
      return of(Kind.MIN, column(snapshot, min.column()));
    } else if (function instanceof Max max) {
      return of(Kind.MAX, column(snapshot, max.column()));
    }
    return Optional.empty();
  }

  private static Optional<Wanted> of(Kind kind, int column) {
    return column < 0 ? Optional.empty() : Optional.of(new Wanted(kind, column));
  }

  private static StructType schema(Snapshot snapshot, List<Integer> groupBy, List<Wanted> wanted) {
    StructType schema = new StructType();
    for (int partition : groupBy) {
      StructField field = snapshot.schema().field(snapshot.partitionColumns().get(partition));
      schema = schema.add(field.name(), SparkTypes.toSpark(field.type()));
    }
    for (int i = 0; i < wanted.size(); i++) {
      boolean counts = wanted.get(i).kind() == Kind.ROWS || wanted.get(i).kind() == Kind.VALUES;
      schema =
          schema.add(
              "aggregate_" + i,
              SparkTypes.toSpark(
                  counts
                      ? Primitive.LONG
                      : snapshot.schema().field(wanted.get(i).column()).type()));
    }
    return schema;
  }

  /** The values of one group so far. */
  private static final class Group {
    private final Object[] values;

    Group(List<Wanted> wanted) {
      values = new Object[wanted.size()];
      for (int i = 0; i < values.length; i++) {
        boolean bound = wanted.get(i).kind() == Kind.MIN || wanted.get(i).kind() == Kind.MAX;
        values[i] = bound ? null : (Object) 0L;
      }
    }

    void count(int place, long more) {
      values[place] = (Long) values[place] + more;
    }

    void bound(int place, @Nullable Object value, int sign) {
      if (value != null
          && (values[place] == null || sign * ValueOrder.compare(value, values[place]) < 0)) {
        values[place] = value;
      }
    }
  }

  private Optional<Answer> of(List<ScanFile> files) {
    Map<List<@Nullable Object>, Group> groups = new LinkedHashMap<>();
    if (groupBy.isEmpty()) {
      groups.put(List.of(), new Group(wanted));
    }
    int[] ordinals =
        wanted.stream().mapToInt(Wanted::column).filter(c -> c >= 0).distinct().toArray();
    FileStatistics.Columns columns =
        FileStatistics.Columns.of(snapshot.schema(), snapshot.columnMappingMode(), ordinals);
    for (ScanFile file : files) {
      AddFile add = file.add();
      long live = FileStatistics.liveRowCount(add);
      List<@Nullable Object> key = new ArrayList<>();
      for (int partition : groupBy) {
        key.add(partitions.value(add, partition));
      }
      if (live == 0) {
        continue;
      }
      Group group = groups.computeIfAbsent(key, absent -> new Group(wanted));
      if (live < 0 || !take(group, add, live, FileStatistics.parse(add.stats(), columns))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Answer(schema(snapshot, groupBy, wanted), rows(groups)));
  }

  private boolean take(Group group, AddFile file, long live, FileStatistics statistics) {
    for (int i = 0; i < wanted.size(); i++) {
      Wanted one = wanted.get(i);
      if (one.kind() == Kind.ROWS) {
        group.count(i, live);
        continue;
      }
      Optional<ColumnStatistics> known = exact(file, live, statistics, one.column());
      if (known.isEmpty() || (one.kind() != Kind.VALUES && !isBounded(one, known.get(), live))) {
        return false;
      }
      switch (one.kind()) {
        case VALUES -> group.count(i, live - known.get().nullCount());
        case MIN -> group.bound(i, known.get().min(), 1);
        case MAX -> group.bound(i, known.get().max(), -1);
        case ROWS -> throw new IllegalStateException("Rows were counted");
      }
    }
    return true;
  }

  private boolean isBounded(Wanted one, ColumnStatistics known, long live) {
    StructField field = snapshot.schema().field(one.column());
    boolean exact =
        field.type().isIntegral()
            || field.type() == Primitive.DATE
            || snapshot.partitionColumns().contains(field.name());
    return exact && (known.nullCount() == live || (known.min() != null && known.max() != null));
  }

  /** What is surely so of the rows that are not deleted. */
  private Optional<ColumnStatistics> exact(
      AddFile file, long live, FileStatistics statistics, int column) {
    int partition = snapshot.partitionColumns().indexOf(snapshot.schema().field(column).name());
    if (partition >= 0) {
      Object value = partitions.value(file, partition);
      return Optional.of(new ColumnStatistics(value, value, value == null ? live : 0));
    }
    ColumnStatistics known = statistics.column(column);
    boolean tight = file.deletionVector() == null && statistics.tightBounds();
    return tight && known.nullCount() >= 0 ? Optional.of(known) : Optional.empty();
  }

  private List<List<@Nullable Object>> rows(Map<List<@Nullable Object>, Group> groups) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 0; i < groupBy.size(); i++) {
            row.add(
                SparkLiterals.toSpark(key.get(i), partitions.columns().get(groupBy.get(i)).type()));
          }
          for (int i = 0; i < wanted.size(); i++) {
            boolean bound = wanted.get(i).kind() == Kind.MIN || wanted.get(i).kind() == Kind.MAX;
            row.add(
                bound
                    ? SparkLiterals.toSpark(
                        group.values[i], snapshot.schema().field(wanted.get(i).column()).type())
                    : group.values[i]);
          }
          rows.add(row);
        });
    return rows;
  }
}
