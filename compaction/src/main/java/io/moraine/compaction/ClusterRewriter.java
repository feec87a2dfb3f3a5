package io.moraine.compaction;

import io.moraine.compaction.curve.CurveKeys;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.env.Environment;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.FilePart;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import io.moraine.reader.TrackedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Puts the rows of files into the order of some columns: by the one, or along a curve through the
 * space of several. Safe for use by many threads.
 */
final class ClusterRewriter {
  private static final String KEY = "_moraine_key";

  private final TableScan scan;
  private final Environment environment;
  private final RowSort sort;
  private final List<ColumnPath> columns;
  private final KeySample sample;
  private final StructType schema;

  /** A rewriter of files of {@code scan}, which reads all columns. */
  ClusterRewriter(
      TableScan scan, TableScan.Builder all, Environment environment, RowSort sort, Goal goal) {
    Snapshot snapshot = scan.snapshot();
    this.scan = scan;
    this.environment = environment;
    this.sort = sort;
    this.columns =
        goal.columns().stream()
            .map(path -> ColumnPath.of(snapshot.table(), snapshot.schema(), path))
            .toList();
    List<Integer> read = columns.stream().map(ColumnPath::column).distinct().toList();
    this.sample = new KeySample(all.columns(read).build(), columns, CurveKeys.SAMPLE_ROWS);
    List<StructField> fields = new ArrayList<>(snapshot.schema().fields());
    if (snapshot.properties().enableRowTracking()) {
      fields.addAll(RowTracking.columns(snapshot.properties()));
    }
    fields.add(StructField.of(KEY, columns.size() == 1 ? columns.get(0).type() : Primitive.LONG));
    this.schema = StructType.ofResult(fields);
  }

  /**
   * Writes the rows of {@code files} to {@code sink}, which it does not finish.
   *
   * @param done hears of each file whose rows were all read
   */
  void rewrite(List<ScanFile> files, DataFileSink sink, Consumer<ScanFile> done) {
    Keys keys = columns.size() == 1 ? this::ofOne : alongCurve(files);
    List<Supplier<BatchReader>> parts = new ArrayList<>();
    for (ScanFile file : files) {
      List<FilePart> ofFile = FilePart.of(file.sizeBytes());
      AtomicInteger left = new AtomicInteger(ofFile.size());
      for (FilePart part : ofFile) {
        parts.add(
            () ->
                new KeyedReader(
                    scan.open(file, part),
                    keys,
                    () -> {
                      if (left.decrementAndGet() == 0) {
                        done.accept(file);
                      }
                    }));
      }
    }
    int[] ownColumns = IntStream.range(0, schema.size() - 1).toArray();
    try (BatchReader sorted = sort.sort(schema, parts, schema.size() - 1)) {
      for (ColumnBatch batch = sorted.next(); batch != null; batch = sorted.next()) {
        sink.write(batch.project(ownColumns));
      }
    }
  }

  /** What rows are ordered by. */
  @FunctionalInterface
  private interface Keys {
    ColumnVector of(ColumnBatch rows);
  }

  private ColumnVector ofOne(ColumnBatch rows) {
    return columns.get(0).values(rows, columns.get(0).column());
  }

  private Keys alongCurve(List<ScanFile> files) {
    CurveKeys curve = CurveKeys.of(sample.of(files, environment));
    return rows ->
        curve.keys(
            columns.stream().map(column -> column.values(rows, column.column())).toList(),
            rows.rowCount());
  }

  /** Rows as they go to files, and after all columns their key. */
  private final class KeyedReader implements BatchReader {
    private final BatchReader rows;
    private final Keys keys;
    private final Runnable atEnd;
    private boolean ended;

    KeyedReader(BatchReader rows, Keys keys, Runnable atEnd) {
      this.rows = rows;
      this.keys = keys;
      this.atEnd = atEnd;
    }

    @Override
    public StructType schema() {
      return schema;
    }

    @Override
    public ColumnBatch next() {
      ColumnBatch batch = rows.next();
      if (batch == null) {
        if (!ended) {
          ended = true;
          atEnd.run();
        }
        return null;
      }
      Snapshot snapshot = scan.snapshot();
      ColumnBatch own = TrackedRows.of(snapshot, batch, snapshot.schema().size());
      List<ColumnVector> columns = new ArrayList<>(own.columns());
      columns.add(keys.of(own));
      return new ColumnBatch(schema, own.rowCount(), columns);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
