package io.moraine.connector.spark.changes;

import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.log.changes.ChangeFeed;
import io.moraine.log.changes.ChangeLog;
import io.moraine.log.changes.ChangeRange;
import io.moraine.log.changes.TableState;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.changes.ChangeColumns;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The rows that versions of a table changed, and what happened to them. */
public final class ChangesTable implements SupportsRead {
  private final String name;
  private final TablePlace place;
  private final Snapshot newest;
  private final ChangesRequest request;
  private final Optional<ChangeRange> range;
  private final TableState state;
  private final Function<String, MicroBatchStream> streams;
  private final io.moraine.core.type.StructType schema;

  /**
   * Of the table called {@code name} at {@code place}, whose newest version is {@code newest},
   * under the schema of the last version that is asked for.
   *
   * @param streams makes a stream of the changes by the folder of its checkpoint
   * @throws io.moraine.core.error.InvalidInputException if there are no such versions, or changes
   *     were not recorded in all of them, or their schemas are at odds
   */
  public ChangesTable(
      String name,
      TablePlace place,
      Snapshot newest,
      ChangesRequest request,
      Function<String, MicroBatchStream> streams) {
    this.name = name;
    this.place = place;
    this.newest = newest;
    this.request = request;
    this.streams = streams;
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    this.range =
        request.isStarted()
            ? ChangeLog.of(place.handle().log(), newest).within(request.bounds(zone))
            : Optional.empty();
    range.ifPresent(ChangeFeed::requireReadable);
    this.state = range.map(ChangeRange::lastState).orElseGet(() -> TableState.of(newest));
    this.schema = ChangeColumns.schema(state.schema(), newest.table());
  }

  @Override
  public String name() {
    return "changes of " + name;
  }

  @Override
  @Deprecated
  public StructType schema() {
    return SparkTypes.toSpark(schema);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    ZoneId zone = ZoneId.of(SQLConf.get().sessionLocalTimeZone());
    return new ChangesScanBuilder(
        place, newest.version(), state, schema, zone, this::range, streams);
  }

  private Optional<ChangeRange> range() {
    if (!request.isStarted()) {
      // Says what is missing.
      request.bounds(ZoneOffset.UTC);
    }
    return range;
  }
}
