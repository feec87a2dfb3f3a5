package io.moraine.connector.spark.changes;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.filter.SparkPredicates;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Operators;
import io.moraine.core.type.StructType;
import io.moraine.log.changes.ChangeRange;
import io.moraine.log.changes.TableState;
import io.moraine.log.changes.VersionCommit;
import io.moraine.reader.changes.ChangeScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;

/** Plans a scan of changed rows: only columns and files that are wanted. */
final class ChangesScanBuilder
    implements SupportsPushDownRequiredColumns, SupportsPushDownV2Filters {
  private final TablePlace place;
  private final long version;
  private final TableState state;
  private final StructType schema;
  private final ZoneId zone;
  private final Supplier<Optional<ChangeRange>> range;
  private final Function<String, MicroBatchStream> streams;
  private List<Integer> ordinals;
  private List<Expression> filters = List.of();
  private Predicate[] pushed = {};

  ChangesScanBuilder(
      TablePlace place,
      long version,
      TableState state,
      StructType schema,
      ZoneId zone,
      Supplier<Optional<ChangeRange>> range,
      Function<String, MicroBatchStream> streams) {
    this.place = place;
    this.version = version;
    this.state = state;
    this.schema = schema;
    this.zone = zone;
    this.range = range;
    this.streams = streams;
    this.ordinals = IntStream.range(0, schema.size()).boxed().toList();
  }

  @Override
  public void pruneColumns(org.apache.spark.sql.types.StructType required) {
    ordinals = Stream.of(required.fieldNames()).map(schema::ordinal).toList();
  }

  @Override
  public Predicate[] pushPredicates(Predicate[] predicates) {
    SparkPredicates translator = new SparkPredicates(schema);
    List<Expression> said = new ArrayList<>();
    List<Predicate> which = new ArrayList<>();
    for (Predicate predicate : predicates) {
      translator
          .translate(predicate)
          .ifPresent(
              expression -> {
                said.add(expression);
                which.add(predicate);
              });
    }
    filters = said;
    pushed = which.toArray(Predicate[]::new);
    return predicates;
  }

  @Override
  public Predicate[] pushedPredicates() {
    return pushed.clone();
  }

  @Override
  public Scan build() {
    return new ChangesScan();
  }

  /** The scan, planned when Spark asks for partitions. */
  private final class ChangesScan implements Scan, Batch {
    @Override
    public org.apache.spark.sql.types.StructType readSchema() {
      return SparkTypes.toSpark(StructType.ofResult(ordinals.stream().map(schema::field).toList()));
    }

    @Override
    public String description() {
      return "moraine changes of %s, filter %s".formatted(place, Operators.and(filters));
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
      return ColumnarSupportMode.SUPPORTED;
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
      return streams.apply(checkpointLocation);
    }

    @Override
    public InputPartition[] planInputPartitions() {
      Optional<ChangeRange> versions = range.get();
      if (versions.isEmpty()) {
        return new InputPartition[0];
      }
      ChangeScan scan =
          ChangeScan.of(state, place.handle().store(), place.handle().log().paths())
              .columns(ordinals)
              .filter(filters)
              .zone(zone)
              .build();
      List<SentChange> changes = new ArrayList<>();
      for (VersionCommit commit : versions.get()) {
        scan.select(commit).forEach(change -> changes.add(SentChange.of(change)));
      }
      return ChangePartition.of(changes);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      return new ChangeReaders(
          SentSnapshot.of(place, version, state.protocol(), state.metadata(), List.of(), zone),
          ordinals,
          readSchema(),
          filters.isEmpty() ? null : SentExpression.of(Operators.and(filters)));
    }
  }
}
