package io.moraine.connector.spark.read;

import io.moraine.core.kernel.ValueOrder;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.NullOrdering;
import org.apache.spark.sql.connector.expressions.SortDirection;
import org.apache.spark.sql.connector.expressions.SortOrder;

/**
 * The files that hold the first rows of a scan all of whose rows are wanted.
 *
 * @param limit how many rows
 * @param orders what is first; any rows without them
 */
record FirstRows(OptionalInt limit, List<SortOrder> orders) {
  static final FirstRows ALL = new FirstRows(OptionalInt.empty(), List.of());

  /** Of more files, reading what the log says of each costs more than it spares. */
  private static final int MOST_FILES = 20_000;

  /** Whether the log says enough of the column that rows are ordered by. */
  boolean isUsable(Snapshot snapshot) {
    return !orders.isEmpty() && column(snapshot) >= 0;
  }

  private int column(Snapshot snapshot) {
    if (!(orders.get(0).expression() instanceof NamedReference reference)
        || reference.fieldNames().length != 1) {
      return -1;
    }
    int ordinal = snapshot.schema().ordinalOf(reference.fieldNames()[0]).orElse(-1);
    if (ordinal < 0) {
      return -1;
    }
    DataType type = snapshot.schema().field(ordinal).type();
    boolean bounded =
        type.isIntegral()
            || type == Primitive.DATE
            || type == Primitive.TIMESTAMP
            || type == Primitive.TIMESTAMP_NTZ
            || type instanceof DataType.Decimal;
    boolean partition =
        snapshot.partitionColumns().contains(snapshot.schema().field(ordinal).name());
    return bounded && !partition ? ordinal : -1;
  }

  /** Of the files of {@code scan}, whose filters every row satisfies, those that are needed. */
  List<ScanFile> files(TableScan scan, Snapshot snapshot) {
    if (limit.isEmpty() || scan.files().size() > MOST_FILES) {
      return scan.files();
    }
    return orders.isEmpty() ? any(scan) : ordered(scan, snapshot);
  }

  private List<ScanFile> any(TableScan scan) {
    List<ScanFile> chosen = new ArrayList<>();
    long rows = 0;
    for (ScanFile file : scan.files()) {
      if (rows >= limit.getAsInt()) {
        break;
      }
      chosen.add(file);
      rows += Math.max(0, FileStatistics.liveRowCount(file.add()));
    }
    return chosen;
  }

  /**
   * What a file's statistics say.
   *
   * @param bounds of the column
   * @param values how many rows surely have one
   */
  private record Known(ScanFile file, ColumnStatistics bounds, long values) {
    boolean isBounded() {
      return bounds.min() != null && bounds.max() != null;
    }
  }

  private List<ScanFile> ordered(TableScan scan, Snapshot snapshot) {
    int column = column(snapshot);
    boolean ascending = orders.get(0).direction() == SortDirection.ASCENDING;
    boolean nullsFirst = orders.get(0).nullOrdering() == NullOrdering.NULLS_FIRST;
    List<Known> known = known(scan, snapshot, column);
    List<Known> byFarEnd = new ArrayList<>(known.stream().filter(Known::isBounded).toList());
    Comparator<Known> far =
        (left, right) ->
            ascending
                ? ValueOrder.compare(left.bounds().max(), right.bounds().max())
                : ValueOrder.compare(right.bounds().min(), left.bounds().min());
    byFarEnd.sort(far);
    long rows = 0;
    Object reached = null;
    for (Known file : byFarEnd) {
      rows += file.values();
      if (rows >= limit.getAsInt()) {
        reached = ascending ? file.bounds().max() : file.bounds().min();
        break;
      }
    }
    List<ScanFile> chosen = new ArrayList<>();
    for (Known file : known) {
      boolean nulls = nullsFirst && file.bounds().nullCount() != 0;
      if (reached == null || !file.isBounded() || nulls || isBefore(file, reached, ascending)) {
        chosen.add(file.file());
      }
    }
    return chosen;
  }

  /** Whether the file may have a row that is not after {@code reached}. */
  private static boolean isBefore(Known file, Object reached, boolean ascending) {
    return ascending
        ? ValueOrder.compare(file.bounds().min(), reached) <= 0
        : ValueOrder.compare(file.bounds().max(), reached) >= 0;
  }

  private static List<Known> known(TableScan scan, Snapshot snapshot, int column) {
    FileStatistics.Columns columns =
        FileStatistics.Columns.of(snapshot.schema(), snapshot.columnMappingMode(), column);
    List<Known> known = new ArrayList<>();
    for (ScanFile file : scan.files()) {
      AddFile add = file.add();
      ColumnStatistics bounds = FileStatistics.parse(add.stats(), columns).column(column);
      long live = FileStatistics.liveRowCount(add);
      // Some of the nulls may be deleted rows' already.
      long values = live < 0 || bounds.nullCount() < 0 ? 0 : live - bounds.nullCount();
      known.add(new Known(file, bounds, Math.max(0, values)));
    }
    return known;
  }
}
