package io.moraine.connector.spark.read;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.expressions.aggregate.Aggregation;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownAggregates;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownTopN;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Plans a scan of a snapshot by what Spark pushes down: columns, filters, counts and bounds that
 * the log knows, limits and the first rows by a column.
 */
public final class TableScanBuilder
    implements SupportsPushDownRequiredColumns,
        SupportsPushDownV2Filters,
        SupportsPushDownAggregates,
        SupportsPushDownLimit,
        SupportsPushDownTopN {
  private final TablePlace place;
  private final Snapshot snapshot;
  private final Granularity granularity;
  private final ZoneId zone;
  private final StructType shown;
  private StructType wanted;
  private PushedFilters filters = PushedFilters.NONE;
  private Optional<LoggedAggregates.Answer> answer = Optional.empty();
  private FirstRows first = FirstRows.ALL;
  private @Nullable Function<String, MicroBatchStream> stream;
  private final List<Consumer<FileScan>> listeners = new ArrayList<>();

  /** What filters may leave out. */
  public enum Granularity {
    /** Files, and rows of files. */
    ROWS,
    /** Files alone: the other rows of a file are wanted, too, to be written again. */
    FILES
  }

  /** Of {@code snapshot}, which is at {@code place}. */
  public TableScanBuilder(TablePlace place, Snapshot snapshot, Granularity granularity) {
    this.place = place;
    this.snapshot = snapshot;
    this.granularity = granularity;
    this.zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    this.shown = SparkTypes.toSpark(snapshot.schema());
    this.wanted = shown;
  }

  /** Tells {@code listener} of the scan that is built. */
  public TableScanBuilder told(Consumer<FileScan> listener) {
    listeners.add(listener);
    return this;
  }

  /** Lets the scan be a stream, which {@code streams} makes by the folder of its checkpoint. */
  public TableScanBuilder streaming(Function<String, MicroBatchStream> streams) {
    stream = streams;
    return this;
  }

  private TableScan.Builder scan() {
    return TableScan.of(snapshot, place.handle().store()).zone(zone);
  }

  @Override
  public void pruneColumns(StructType required) {
    wanted = required;
  }

  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    filters = PushedFilters.of(predicates, scan(), snapshot);
    return filters.left().toArray(Predicate[]::new);
  }

  @Override
  public Predicate[] pushedPredicates() {
    return filters.pushed().toArray(Predicate[]::new);
  }

  @Override
  public boolean supportCompletePushDown(Aggregation aggregation) {
    answer =
        filters.left().isEmpty() && granularity == Granularity.ROWS
            ? LoggedAggregates.answer(
                aggregation, scan().filter(filters.expressions()).build(), zone)
            : Optional.empty();
    return answer.isPresent();
  }

  @Override
  public boolean pushAggregation(Aggregation aggregation) {
    return answer.isPresent() || supportCompletePushDown(aggregation);
  }

  @Override
  public boolean pushLimit(int limit) {
    first = new FirstRows(OptionalInt.of(limit), List.of());
    return true;
  }

  @Override
  public boolean pushTopN(SortOrder[] orders, int limit) {
    first = new FirstRows(OptionalInt.of(limit), List.of(orders));
    return first.isUsable(snapshot);
  }

  /** Only files are left out: Spark still takes the first rows of what comes. */
  @Override
  public boolean isPartiallyPushed() {
    return true;
  }

  @Override
  public Scan build() {
    if (answer.isPresent()) {
      return answer.get();
    }
    ReadColumns columns = ReadColumns.of(snapshot, shown, wanted);
    List<Expression> conditions =
        snapshot.files().size() == 0 ? List.of(Literal.TRUE) : filters.expressions();
    TableScan scan = scan().columns(columns.ordinals()).filter(conditions).build();
    List<ScanFile> files = filters.left().isEmpty() ? first.files(scan, snapshot) : scan.files();
    FileScan planned = new FileScan(place, scan, files, columns, granularity, zone, stream);
    listeners.forEach(listener -> listener.accept(planned));
    return planned;
  }
}
