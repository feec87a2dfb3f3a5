package io.moraine.connector.spark.read;

import io.moraine.connector.spark.filter.SentExpression;
import io.moraine.connector.spark.filter.SparkPredicates;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructField;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportPartitioning;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.connector.read.SupportsRuntimeV2Filtering;
import org.apache.spark.sql.connector.read.partitioning.KeyGroupedPartitioning;
import org.apache.spark.sql.connector.read.partitioning.Partitioning;
import org.apache.spark.sql.connector.read.partitioning.UnknownPartitioning;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A scan of files of a snapshot, planned; while the query runs, filters may make them fewer. */
public final class FileScan
    implements Scan,
        Batch,
        SupportsReportStatistics,
        SupportsRuntimeV2Filtering,
        SupportsReportPartitioning {
  private final TablePlace place;
  private final ReadColumns columns;
  private final TableScanBuilder.Granularity granularity;
  private final ZoneId zone;
  private final TableScan planned;
  private final List<ScanFile> plannedFiles;
  private final @Nullable Function<String, MicroBatchStream> stream;
  private TableScan scan;
  private List<ScanFile> files;

  FileScan(
      TablePlace place,
      TableScan scan,
      List<ScanFile> files,
      ReadColumns columns,
      TableScanBuilder.Granularity granularity,
      ZoneId zone,
      @Nullable Function<String, MicroBatchStream> stream) {
    this.place = place;
    this.stream = stream;
    this.planned = scan;
    this.plannedFiles = files;
    this.scan = scan;
    this.files = files;
    this.columns = columns;
    this.granularity = granularity;
    this.zone = zone;
  }

  /** The version that is read. */
  public Snapshot snapshot() {
    return scan.snapshot();
  }

  /** What rows were looked for, over the table's schema. */
  public Expression filter() {
    return planned.filter();
  }

  /** The files that are read. */
  public List<ScanFile> files() {
    return files;
  }

  @Override
  public StructType readSchema() {
    return columns.schema();
  }

  @Override
  public String description() {
    return "moraine %s version %d, %d of %d files, filter %s"
        .formatted(place, snapshot().version(), files.size(), snapshot().files().size(), filter());
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
    if (stream == null) {
      throw new UnsupportedOperationException("%s is no stream".formatted(description()));
    }
    return stream.apply(checkpointLocation);
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return new SplitPlanner(snapshot(), zone, columns.described())
        .plan(files, isKeyed())
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    boolean whole = granularity == TableScanBuilder.Granularity.FILES;
    Expression rows = whole ? Literal.TRUE : scan.filter();
    return new FileBatchReaders(
        SentSnapshot.of(place, snapshot(), zone),
        columns,
        rows.equals(Literal.TRUE) ? null : SentExpression.of(rows));
  }

  private boolean isKeyed() {
    return SQLConf.get().v2BucketingEnabled()
        && !snapshot().partitionColumns().isEmpty()
        && granularity == TableScanBuilder.Granularity.ROWS;
  }

  @Override
  public Partitioning outputPartitioning() {
    if (!isKeyed()) {
      return new UnknownPartitioning(0);
    }
    List<String> names = snapshot().partitionColumns();
    Set<Map<String, ?>> keys = new HashSet<>();
    files.forEach(file -> keys.add(file.partitionValues()));
    return new KeyGroupedPartitioning(
        names.stream()
            .map(Expressions::identity)
            .toArray(org.apache.spark.sql.connector.expressions.Expression[]::new),
        keys.size());
  }

  @Override
  public Statistics estimateStatistics() {
    return ScanStatistics.of(place, snapshot(), files, columns.schema(), zone);
  }

  /** Those that the log may say something of. */
  @Override
  public NamedReference[] filterAttributes() {
    List<NamedReference> attributes = new ArrayList<>();
    if (granularity == TableScanBuilder.Granularity.FILES) {
      return new NamedReference[] {Expressions.column(MetadataColumns.FILE)};
    }
    for (int ordinal : columns.ordinals()) {
      StructField field = snapshot().schema().field(ordinal);
      if (!field.type().isNested()) {
        attributes.add(Expressions.column("`" + field.name().replace("`", "``") + "`"));
      }
    }
    return attributes.toArray(NamedReference[]::new);
  }

  @Override
  public void filter(Predicate[] predicates) {
    SparkPredicates translator = new SparkPredicates(snapshot().schema());
    List<Expression> conditions = new ArrayList<>();
    for (Predicate predicate : predicates) {
      WantedFiles.of(predicate)
          .ifPresent(wanted -> files = files.stream().filter(wanted::contains).toList());
      translator.translate(predicate).ifPresent(conditions::add);
    }
    if (!conditions.isEmpty()) {
      TableScan narrowed = scan.narrowed(conditions, Map.of());
      Set<String> left = new HashSet<>();
      narrowed.files().forEach(file -> left.add(file.path()));
      files = files.stream().filter(file -> left.contains(file.path())).toList();
    }
  }

  @Override
  public CustomMetric[] supportedCustomMetrics() {
    return ScanMetrics.all();
  }

  @Override
  public CustomTaskMetric[] reportDriverMetrics() {
    long bytes = files.stream().mapToLong(ScanFile::sizeBytes).sum();
    return ScanMetrics.of(files.size(), snapshot().files().size() - files.size(), bytes);
  }

  /** Scans that read the same give the same rows, so that one exchange serves both. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FileScan that
        && place.equals(that.place)
        && snapshot().version() == that.snapshot().version()
        && columns.equals(that.columns)
        && granularity == that.granularity
        && planned.filter().equals(that.planned.filter())
        && paths(plannedFiles).equals(paths(that.plannedFiles));
  }

  @Override
  public int hashCode() {
    return Objects.hash(place, snapshot().version(), columns, planned.filter());
  }

  private static List<String> paths(List<ScanFile> files) {
    return files.stream().map(ScanFile::path).toList();
  }
}
