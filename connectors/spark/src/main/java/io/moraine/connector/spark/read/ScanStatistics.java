package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SparkLiterals;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.stats.ColumnStatistics;
import io.moraine.core.type.StructField;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.ScanFile;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/**
 * What a scan is about to give.
 *
 * @param sizeInBytes by the rows and the widths of the columns that are read
 * @param columnStats bounds, where a planner by costs asks for them
 */
record ScanStatistics(
    OptionalLong sizeInBytes,
    OptionalLong numRows,
    Map<NamedReference, org.apache.spark.sql.connector.read.colstats.ColumnStatistics> columnStats)
    implements Statistics {
  private static final int ROW_BYTES = 8;

  static ScanStatistics of(
      TablePlace place, Snapshot snapshot, List<ScanFile> files, StructType read, ZoneId zone) {
    long bytes = files.stream().mapToLong(ScanFile::sizeBytes).sum();
    OptionalLong all = snapshot.files().estimatedRows();
    if (all.isEmpty()) {
      return new ScanStatistics(OptionalLong.of(bytes), OptionalLong.empty(), Map.of());
    }
    double part = bytes / (double) Math.max(1, snapshot.files().sizeBytes());
    long rows = Math.round(all.getAsLong() * part);
    long width = (long) ROW_BYTES + read.defaultSize();
    return new ScanStatistics(
        OptionalLong.of(Math.max(1, Math.multiplyHigh(rows, width) == 0 ? rows * width : bytes)),
        OptionalLong.of(rows),
        SQLConf.get().cboEnabled() ? columns(place, snapshot, read, zone) : Map.of());
  }

  private static Map<NamedReference, org.apache.spark.sql.connector.read.colstats.ColumnStatistics>
      columns(TablePlace place, Snapshot snapshot, StructType read, ZoneId zone) {
    DeltaTable table = new DeltaTable(place.root(), place.handle(), snapshot, zone);
    Map<NamedReference, org.apache.spark.sql.connector.read.colstats.ColumnStatistics> columns =
        new HashMap<>();
    for (String name : read.fieldNames()) {
      snapshot
          .schema()
          .ordinalOf(name)
          .ifPresent(
              ordinal -> {
                ColumnStatistics about = table.about(ordinal);
                if (about.min() != null && about.max() != null) {
                  columns.put(
                      Expressions.column("`" + name.replace("`", "``") + "`"),
                      new Bounds(snapshot.schema().field(ordinal), about));
                }
              });
    }
    return columns;
  }

  private record Bounds(StructField field, ColumnStatistics about)
      implements org.apache.spark.sql.connector.read.colstats.ColumnStatistics {
    @Override
    public Optional<Object> min() {
      return Optional.ofNullable(SparkLiterals.toSpark(about.min(), field.type()));
    }

    @Override
    public Optional<Object> max() {
      return Optional.ofNullable(SparkLiterals.toSpark(about.max(), field.type()));
    }
  }
}
