package io.moraine.connector.spark.relation;

import io.moraine.connector.spark.read.MetadataColumns;
import io.moraine.connector.spark.read.TableScanBuilder;
import io.moraine.connector.spark.rowlevel.RowLevelOperations;
import io.moraine.connector.spark.stream.StreamOptions;
import io.moraine.connector.spark.stream.TableStream;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.connector.spark.write.TableWriteBuilder;
import io.moraine.connector.spark.write.WholeFiles;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.snapshot.Snapshot;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsDeleteV2;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.SupportsRowLevelOperations;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.RowLevelOperationBuilder;
import org.apache.spark.sql.connector.write.RowLevelOperationInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table at the version that it had when a statement named it, or that the statement asks for. */
public final class MoraineTable
    implements SupportsRead,
        SupportsWrite,
        SupportsMetadataColumns,
        SupportsRowLevelOperations,
        SupportsDeleteV2 {
  private final String name;
  private final TablePlace place;
  private final Snapshot snapshot;
  private final Time time;

  /** Whether a table is as it is now. */
  public enum Time {
    /** At its newest version, and may be written. */
    LATEST,
    /** At an earlier version, and is only read. */
    TRAVELLED
  }

  /** The table at {@code place}, which people know as {@code name}, as {@code snapshot} has it. */
  public MoraineTable(String name, TablePlace place, Snapshot snapshot, Time time) {
    this.name = name;
    this.place = place;
    this.snapshot = snapshot;
    this.time = time;
  }

  /** The version that is read. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Where the table is. */
  public TablePlace place() {
    return place;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  @Deprecated
  public StructType schema() {
    return SparkTypes.toSpark(snapshot.schema());
  }

  @Override
  public Column[] columns() {
    return TableColumns.of(snapshot);
  }

  @Override
  public Transform[] partitioning() {
    return snapshot.partitionColumns().stream()
        .map(column -> Expressions.identity("`" + column.replace("`", "``") + "`"))
        .toArray(Transform[]::new);
  }

  @Override
  public Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>();
    snapshot
        .metadata()
        .configuration()
        .forEach(
            (key, value) -> {
              if (value != null) {
                properties.put(key, value);
              }
            });
    properties.put(TableCatalog.PROP_PROVIDER, "moraine");
    properties.put(TableCatalog.PROP_LOCATION, place.root());
    if (snapshot.metadata().description() != null) {
      properties.put(TableCatalog.PROP_COMMENT, snapshot.metadata().description());
    }
    return properties;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return time == Time.TRAVELLED
        ? EnumSet.of(TableCapability.BATCH_READ)
        : EnumSet.of(
            TableCapability.BATCH_READ,
            TableCapability.MICRO_BATCH_READ,
            TableCapability.BATCH_WRITE,
            TableCapability.STREAMING_WRITE,
            TableCapability.TRUNCATE,
            TableCapability.OVERWRITE_BY_FILTER,
            TableCapability.OVERWRITE_DYNAMIC);
  }

  @Override
  public MetadataColumn[] metadataColumns() {
    return MetadataColumns.of(snapshot).stream()
        .filter(column -> snapshot.schema().ordinalOf(column.name()).isEmpty())
        .toArray(MetadataColumn[]::new);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    ReaderOptions.requireKnown(options);
    if (options.getBoolean("readChangeFeed", false)) {
      throw new InvalidInputException(
          "The changes of %s are read by spark.read.format(\"moraine\").option(\"readChangeFeed\", \"true\").load(path), or from the table %s.changes"
              .formatted(name, name));
    }
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    return new TableScanBuilder(place, snapshot, TableScanBuilder.Granularity.ROWS)
        .streaming(
            checkpoint ->
                TableStream.ofRows(place, snapshot, StreamOptions.of(options, zone), zone));
  }

  @Override
  public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
    requireLatest();
    return new TableWriteBuilder(place, snapshot, info);
  }

  @Override
  public RowLevelOperationBuilder newRowLevelOperationBuilder(RowLevelOperationInfo info) {
    requireLatest();
    return () -> RowLevelOperations.of(place, snapshot, info);
  }

  /** Whole files are deleted without a look into them. */
  @Override
  public boolean canDeleteWhere(Predicate[] predicates) {
    return time == Time.LATEST && TableWriteBuilder.areWhole(place, snapshot, predicates);
  }

  @Override
  public void deleteWhere(Predicate[] predicates) {
    requireLatest();
    WholeFiles.delete(place, snapshot, predicates);
  }

  private void requireLatest() {
    if (time == Time.TRAVELLED) {
      throw new InvalidInputException(
          "%s at version %d is an earlier version, which cannot be written"
              .formatted(name, snapshot.version()));
    }
  }

  @Override
  public String toString() {
    return "%s version %d".formatted(name, snapshot.version());
  }
}
