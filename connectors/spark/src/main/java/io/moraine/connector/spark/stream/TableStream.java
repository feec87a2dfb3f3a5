package io.moraine.connector.spark.stream;

import io.moraine.connector.spark.changes.ChangePartition;
import io.moraine.connector.spark.changes.ChangeReaders;
import io.moraine.connector.spark.changes.SentChange;
import io.moraine.connector.spark.read.StreamReads;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.connector.spark.type.SparkTypes;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.changes.ChangeColumns;
import io.moraine.reader.changes.ScanChange;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;

/**
 * A stream of a table: steps of files, cut by {@code maxFilesPerTrigger} and {@code
 * maxBytesPerTrigger}, each of which a restart reads again as it was.
 */
public final class TableStream<F>
    implements MicroBatchStream, SupportsTriggerAvailableNow, ReportsSourceMetrics {
  private final TablePlace place;
  private final Snapshot begun;
  private final StreamOptions options;
  private final StreamSteps<F> steps;
  private final Function<List<F>, InputPartition[]> partitions;
  private final PartitionReaderFactory readers;
  private OptionalLong last = OptionalLong.empty();

  private TableStream(
      TablePlace place,
      Snapshot begun,
      StreamOptions options,
      StreamFiles<F> files,
      Function<List<F>, InputPartition[]> partitions,
      PartitionReaderFactory readers) {
    this.place = place;
    this.begun = begun;
    this.options = options;
    this.steps = new StreamSteps<>(files);
    this.partitions = partitions;
    this.readers = readers;
  }

  /** A stream of the rows of the table at {@code place}, which are now those of {@code begun}. */
  public static MicroBatchStream ofRows(
      TablePlace place, Snapshot begun, StreamOptions options, ZoneId zone) {
    return new TableStream<AddFile>(
        place,
        begun,
        options,
        new AddedFiles(place, begun, options.onChange()),
        StreamReads::partitions,
        StreamReads.readers(place, begun, zone));
  }

  /** A stream of what happens to the rows of the table at {@code place}. */
  public static MicroBatchStream ofChanges(
      TablePlace place, Snapshot begun, StreamOptions options, ZoneId zone) {
    StructType schema = ChangeColumns.schema(begun.schema(), begun.table());
    return new TableStream<ScanChange>(
        place,
        begun,
        options,
        new ChangedFiles(place, begun, zone),
        changes -> ChangePartition.of(changes.stream().map(SentChange::of).toList()),
        new ChangeReaders(
            SentSnapshot.of(place, begun, zone),
            IntStream.range(0, schema.size()).boxed().toList(),
            SparkTypes.toSpark(schema),
            null));
  }

  private String id() {
    return begun.metadata().id();
  }

  @Override
  public Offset initialOffset() {
    if (options.start().isEmpty()) {
      return new StreamOffset(id(), begun.version(), begun.version(), 0);
    }
    StreamOptions.Start start = options.start().get();
    long version;
    if (start instanceof StreamOptions.Start.AtVersion at) {
      version = at.version();
    } else if (start instanceof StreamOptions.Start.AtTime time) {
      version =
          place
              .handle()
              .log()
              .times(begun)
              .firstVersionSince(time.millis())
              .orElse(begun.version() + 1);
    } else {
      version = begun.version() + 1;
    }
    return new StreamOffset(id(), -1, version, 0);
  }

  @Override
  public Offset deserializeOffset(String json) {
    return StreamOffset.parse(json, id(), begun.table());
  }

  @Override
  public ReadLimit getDefaultReadLimit() {
    ReadLimit files = ReadLimit.maxFiles((int) Math.min(Integer.MAX_VALUE, options.maxFiles()));
    return options.maxBytes().isPresent()
        ? ReadLimit.compositeLimit(
            new ReadLimit[] {files, ReadLimit.maxBytes(options.maxBytes().getAsLong())})
        : files;
  }

  @Override
  public Offset latestOffset() {
    throw new UnsupportedOperationException("Steps are cut by a limit");
  }

  @Override
  public Offset latestOffset(Offset start, ReadLimit limit) {
    StreamOffset from = (StreamOffset) start;
    return steps.end(from, last.orElseGet(() -> place.latest().version()), limit);
  }

  @Override
  public Offset reportLatestOffset() {
    return new StreamOffset(id(), -1, place.latest().version() + 1, 0);
  }

  @Override
  public void prepareForTriggerAvailableNow() {
    last = OptionalLong.of(place.latest().version());
  }

  @Override
  public InputPartition[] planInputPartitions(Offset start, Offset end) {
    StreamOffset to = (StreamOffset) end;
    // A first step that is repeated begins with the version that it began with.
    StreamOffset from = ((StreamOffset) start).begunWith(to.snapshot());
    return partitions.apply(steps.between(from, to));
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return readers;
  }

  @Override
  public Map<String, String> metrics(Optional<Offset> consumed) {
    long newest = place.latest().version();
    long read =
        consumed
            .map(Object::toString)
            .map(json -> StreamOffset.parse(json, id(), begun.table()).version() - 1)
            .orElse(-1L);
    return Map.of(
        "versionsBehind", Long.toString(Math.max(0, newest - read)),
        "latestVersion", Long.toString(newest));
  }

  @Override
  public void commit(Offset end) {}

  @Override
  public void stop() {}
}
