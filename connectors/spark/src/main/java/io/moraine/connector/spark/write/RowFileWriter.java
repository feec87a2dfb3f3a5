package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.VectorBuilder;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Expression;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.rule.RowChecks;
import io.moraine.engine.rule.TableRules;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.jspecify.annotations.Nullable;

/** Writes the rows of one task to data files, holding them against the table's rules. */
public final class RowFileWriter implements DataWriter<InternalRow> {
  /** Several tasks may write in one process. */
  private static final long HELD_BYTES = 128L << 20;

  private final Snapshot table;
  private final RowBatches batches;
  private final RowValues values;
  private final RowChecks checks;
  private final Optional<Filter> condition;
  private final DataFileSink sink;
  private final boolean tracked;
  private final int rowIdOrdinal;
  private final @Nullable Observer observer;

  /** Of the rows since the last batch those that were in the table before, and their ids. */
  private BitSet changed = new BitSet();

  private final List<@Nullable Long> rowIds = new ArrayList<>();

  /** Sees rows as they are stored. */
  @FunctionalInterface
  public interface Observer {
    /** Called with each batch; {@code changed} are the rows that were in the table before. */
    void see(ColumnBatch rows, BitSet changed);
  }

  /**
   * Writer {@code writer}, from 0, of those of {@code target}.
   *
   * @param observer sees what is written; null for none
   */
  public RowFileWriter(RowTarget target, int writer, @Nullable Observer observer) {
    this.tracked = target.tracked();
    this.rowIdOrdinal = target.rowIdOrdinal();
    this.observer = observer;
    this.table = target.table();
    TableRules rules = target.rules(table);
    this.batches = new RowBatches(table.schema());
    this.values = new RowValues(rules, target.evaluation(), writer, target.writers());
    this.checks = RowChecks.of(rules);
    this.condition =
        Optional.ofNullable(target.condition())
            .map(sent -> Filter.compile(sent.expression(table.schema()), target.evaluation()));
    SinkLayout plain = SinkLayout.of(table.protocol(), table.metadata(), table.domainMetadata());
    SinkLayout layout =
        tracked ? plain.withExtraColumns(RowTracking.columns(table.properties())) : plain;
    this.sink =
        DataFileSink.open(
            target.snapshot().place().handle().store(),
            target.environment(),
            table.metadata(),
            new SinkOptions(
                SinkOptions.DEFAULT.targetFileBytes(),
                SinkOptions.DEFAULT.maxOpenFiles(),
                HELD_BYTES,
                layout));
  }

  @Override
  public void write(InternalRow row) {
    if (tracked) {
      rowIds.add(null);
    }
    if (batches.add(row)) {
      flush();
    }
  }

  /** Rows of files that are written again. */
  @Override
  public void write(InternalRow metadata, InternalRow row) {
    writeChanged(metadata, row);
  }

  /** Writes a row that was in the table before, with the id that {@code metadata} has of it. */
  public void writeChanged(@Nullable InternalRow metadata, InternalRow row) {
    changed.set(batches.size());
    if (tracked) {
      boolean known = metadata != null && rowIdOrdinal >= 0 && !metadata.isNullAt(rowIdOrdinal);
      rowIds.add(known ? (Long) metadata.getLong(rowIdOrdinal) : null);
    }
    if (batches.add(row)) {
      flush();
    }
  }

  private void flush() {
    ColumnBatch rows = values.complete(batches.build());
    condition.ifPresent(filter -> require(filter, rows));
    if (checks.check(rows)) {
      sink.write(tracked ? withIds(rows) : rows);
      if (observer != null) {
        observer.see(rows, changed);
      }
    }
    changed = new BitSet();
    rowIds.clear();
  }

  /** The rows with the ids that they keep; the version that changes them is this one. */
  private ColumnBatch withIds(ColumnBatch rows) {
    VectorBuilder ids = VectorBuilder.of(Primitive.LONG, rows.rowCount());
    rowIds.forEach(ids::append);
    List<StructField> fields = new ArrayList<>(rows.schema().fields());
    fields.addAll(RowTracking.columns(table.properties()));
    List<ColumnVector> vectors = new ArrayList<>(rows.columns());
    vectors.add(ids.build());
    vectors.add(Vectors.nulls(Primitive.LONG, rows.rowCount()));
    return new ColumnBatch(StructType.ofResult(fields), rows.rowCount(), vectors);
  }

  private void require(Filter filter, ColumnBatch rows) {
    if (filter.select(rows, new int[rows.rowCount()]) != rows.rowCount()) {
      Expression asked = filter.predicate();
      throw new InvalidInputException(
          "Cannot write to %s: a new row does not satisfy the condition of what is replaced, %s"
              .formatted(table.table(), asked));
    }
  }

  @Override
  public WrittenFiles commit() {
    if (!batches.isEmpty()) {
      flush();
    }
    checks.requireNone();
    long rows = sink.rowCount();
    return new WrittenFiles(SentFile.of(sink.finish()), rows, new TreeMap<>(values.lastNumbers()));
  }

  @Override
  public void abort() {
    sink.close();
  }

  @Override
  public void close() {
    sink.close();
  }
}
