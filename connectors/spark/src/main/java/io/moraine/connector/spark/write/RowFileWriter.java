package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Expression;
import io.moraine.engine.rule.RowChecks;
import io.moraine.engine.rule.TableRules;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Writes the rows of one task to data files, holding them against the table's rules. */
final class RowFileWriter implements DataWriter<InternalRow> {
  /** Several tasks may write in one process. */
  private static final long HELD_BYTES = 128L << 20;

  private final Snapshot table;
  private final RowBatches batches;
  private final RowValues values;
  private final RowChecks checks;
  private final Optional<Filter> condition;
  private final DataFileSink sink;

  /** Writer {@code writer}, from 0, of those of {@code target}. */
  RowFileWriter(SentTarget target, int writer) {
    this.table = target.table();
    TableRules rules = target.rules(table);
    this.batches = new RowBatches(table.schema());
    this.values = new RowValues(rules, target.evaluation(), writer, target.writers());
    this.checks = RowChecks.of(rules);
    this.condition =
        Optional.ofNullable(target.condition())
            .map(sent -> Filter.compile(sent.expression(table.schema()), target.evaluation()));
    SinkLayout layout =
        SinkLayout.of(table.protocol(), table.metadata(), table.domainMetadata());
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
    if (batches.add(row)) {
      flush();
    }
  }

  private void flush() {
    ColumnBatch rows = values.complete(batches.build());
    condition.ifPresent(filter -> require(filter, rows));
    if (checks.check(rows)) {
      sink.write(rows);
    }
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
  public WriterCommitMessage commit() {
    if (!batches.isEmpty()) {
      flush();
    }
    checks.requireNone();
    long rows = sink.rowCount();
    return new WrittenFiles(
        SentFile.of(sink.finish()), rows, new TreeMap<>(values.lastNumbers()));
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
