package io.moraine.connector.spark.inspect;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.snapshot.HistoryEntry;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The tables beside a table: {@code t.history}, {@code t.snapshots}, {@code t.files}. */
public final class MetadataTables {
  private static final long MICROS_PER_MILLI = 1000;

  private static final StructType HISTORY =
      StructType.fromDDL(
          "version BIGINT, timestamp TIMESTAMP, operation STRING,"
              + " operationParameters MAP<STRING, STRING>, operationMetrics MAP<STRING, STRING>,"
              + " readVersion BIGINT, isolationLevel STRING, userMetadata STRING");

  private static final StructType SNAPSHOTS =
      StructType.fromDDL("version BIGINT, timestamp TIMESTAMP, operation STRING");

  private static final StructType FILES =
      StructType.fromDDL(
          "path STRING, sizeBytes BIGINT, partitionValues MAP<STRING, STRING>, rows BIGINT,"
              + " deletedRows BIGINT, modificationTime TIMESTAMP");

  private MetadataTables() {}

  /** The table {@code kind} beside the one called {@code name}; empty if there is no such kind. */
  public static Optional<Table> of(String kind, String name, TablePlace place, Snapshot snapshot) {
    return switch (kind) {
      case "history" ->
          Optional.of(new RowsTable(name + ".history", HISTORY, () -> history(place)));
      case "snapshots" ->
          Optional.of(new RowsTable(name + ".snapshots", SNAPSHOTS, () -> snapshots(place)));
      case "files" -> Optional.of(new RowsTable(name + ".files", FILES, () -> files(snapshot)));
      default -> Optional.empty();
    };
  }

  private static InternalRow row(@Nullable Object... values) {
    return new GenericInternalRow(values);
  }

  private static @Nullable UTF8String text(@Nullable String value) {
    return value == null ? null : UTF8String.fromString(value);
  }

  private static ArrayBasedMapData map(Map<String, ? extends @Nullable String> map) {
    List<@Nullable Object> keys = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    map.forEach(
        (key, value) -> {
          keys.add(text(key));
          values.add(text(value));
        });
    return new ArrayBasedMapData(
        new GenericArrayData(keys.toArray()), new GenericArrayData(values.toArray()));
  }

  private static InternalRow[] history(TablePlace place) {
    return place.handle().log().history().stream()
        .map(MetadataTables::version)
        .toArray(InternalRow[]::new);
  }

  private static InternalRow version(HistoryEntry entry) {
    Optional<CommitInfo> info = entry.info();
    return row(
        entry.version(),
        entry.timestampMillis() * MICROS_PER_MILLI,
        text(info.flatMap(CommitInfo::operation).orElse(null)),
        info.map(known -> map(known.operationParameters())).orElse(null),
        info.map(known -> map(known.operationMetrics())).orElse(null),
        info.filter(known -> known.readVersion().isPresent())
            .map(known -> known.readVersion().getAsLong())
            .orElse(null),
        text(info.flatMap(CommitInfo::isolationLevel).orElse(null)),
        text(info.flatMap(CommitInfo::userMetadata).orElse(null)));
  }

  private static InternalRow[] snapshots(TablePlace place) {
    return place.handle().log().history().stream()
        .map(
            entry ->
                row(
                    entry.version(),
                    entry.timestampMillis() * MICROS_PER_MILLI,
                    text(entry.info().flatMap(CommitInfo::operation).orElse(null))))
        .toArray(InternalRow[]::new);
  }

  private static InternalRow[] files(Snapshot snapshot) {
    List<InternalRow> rows = new ArrayList<>();
    for (AddFile file : snapshot.files()) {
      long count = FileStatistics.rowCount(file);
      rows.add(
          row(
              text(file.path()),
              file.size(),
              map(file.partitionValues()),
              count < 0 ? null : (Object) count,
              file.deletionVector() == null ? 0L : file.deletionVector().cardinality(),
              file.modificationTime() * MICROS_PER_MILLI));
    }
    return rows.toArray(InternalRow[]::new);
  }
}
