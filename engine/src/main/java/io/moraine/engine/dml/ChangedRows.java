package io.moraine.engine.dml;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.rule.IdentityNumbers;
import io.moraine.engine.rule.RowChecks;
import io.moraine.engine.rule.TableRules;
import io.moraine.log.sink.DataFileSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes the rows of a change's plan: addresses of old rows to a set, new rows to a sink, both to
 * the record of changes. Once a row breaks a rule none is written any more: the others are only
 * looked at, to tell how many do.
 */
final class ChangedRows {
  private final TableChange change;
  private final ChangeLayout layout;
  private final RowPositions gone;
  private final Optional<Filter> check;
  private final IdentityNumbers numbers;
  private final EvaluationContext evaluation;
  private Optional<RowChecks> checks = Optional.empty();
  private long inserted;
  private long updated;
  private long deleted;

  ChangedRows(TableChange change, RowPositions gone, EvaluationContext evaluation) {
    this.change = change;
    this.layout = change.layout();
    this.gone = gone;
    this.evaluation = evaluation;
    this.check = change.check().map(condition -> Filter.compile(condition, evaluation));
    this.numbers = new IdentityNumbers(change.target().schema());
  }

  long inserted() {
    return inserted;
  }

  long updated() {
    return updated;
  }

  long deleted() {
    return deleted;
  }

  /** The table's schema with the last numbers of identity columns, if any were given. */
  Optional<StructType> schemaAfter() {
    return numbers.schemaAfter();
  }

  /**
   * Takes {@code batch}.
   *
   * @param record of changes, if there is one
   */
  void take(ColumnBatch batch, DataFileSink sink, Optional<ChangeRecord> record) {
    int[] actions = RowPositions.ints(batch, ChangeLayout.ACTION);
    int[] files = RowPositions.ints(batch, ChangeLayout.FILE);
    long[] positions = RowPositions.longs(batch, ChangeLayout.POSITION);
    int[] fresh = new int[batch.rowCount()];
    int[] old = new int[batch.rowCount()];
    int freshCount = 0;
    int oldCount = 0;
    for (int row = 0; row < batch.rowCount(); row++) {
      RowAction action = RowAction.of(actions[row]);
      if (action != RowAction.INSERT && !gone.add(files[row], positions[row])) {
        refuseRepeats();
        continue;
      }
      switch (action) {
        case INSERT -> inserted++;
        case UPDATE -> updated++;
        case DELETE -> deleted++;
      }
      fresh[freshCount] = row;
      freshCount += action == RowAction.DELETE ? 0 : 1;
      old[oldCount] = row;
      oldCount += action == RowAction.INSERT ? 0 : 1;
    }
    if (oldCount > 0 && record.isPresent()) {
      ColumnBatch rows = batch.select(old, oldCount);
      record.get().old(rows, columns(rows, layout.firstOld()));
    }
    if (freshCount > 0) {
      ColumnBatch chosen = batch.select(fresh, freshCount);
      ColumnBatch rows =
          numbers.number(columns(chosen, layout.firstNew()), chosen, layout.firstNumbered());
      verify(rows);
      if (checks().check(rows)) {
        sink.write(layout.tracked() ? withIds(rows, chosen) : rows);
        record.ifPresent(changes -> changes.fresh(chosen, rows));
      }
    }
  }

  /**
   * Returns if no row has broken a rule.
   *
   * @throws io.moraine.engine.rule.ConstraintViolationException if one has
   */
  void requireNoViolation() {
    checks.ifPresent(RowChecks::requireNone);
  }

  /** Bound as late as this: rules that cannot be computed hinder no deletion. */
  private RowChecks checks() {
    if (checks.isEmpty()) {
      checks =
          Optional.of(
              RowChecks.of(
                  new TableRules(
                      change.target().name(),
                      change.target().schema(),
                      change.target().snapshot().properties(),
                      evaluation)));
    }
    return checks.get();
  }

  /** Called where a row was met before: its change is then told twice. */
  private void refuseRepeats() {
    if (change.repeats() == TableChange.Repeats.REFUSED) {
      throw new InvalidInputException(
          "Cannot %s %s: several source rows match one row of the table, so that its new value is ambiguous. Make the source's keys unique, for instance by an aggregate"
              .formatted(change.kind().logName(), change.target().name()));
    }
  }

  private ColumnBatch columns(ColumnBatch batch, int first) {
    return batch.project(IntStream.range(first, first + layout.width()).toArray());
  }

  /** The rows with the ids that they keep; the version that changes them is this one. */
  private ColumnBatch withIds(ColumnBatch rows, ColumnBatch chosen) {
    List<StructField> fields = new ArrayList<>(rows.schema().fields());
    List<ColumnVector> vectors = new ArrayList<>(rows.columns());
    fields.add(StructField.of("row id", Primitive.LONG));
    vectors.add(chosen.column(ChangeLayout.ROW_ID));
    fields.add(StructField.of("row commit version", Primitive.LONG));
    vectors.add(Vectors.nulls(Primitive.LONG, rows.rowCount()));
    return new ColumnBatch(StructType.ofResult(fields), rows.rowCount(), vectors);
  }

  private void verify(ColumnBatch rows) {
    if (check.isPresent()
        && check.get().select(rows, new int[rows.rowCount()]) != rows.rowCount()) {
      throw new InvalidInputException(
          "Cannot write to %s: a new row does not satisfy the condition of what is replaced, %s"
              .formatted(change.target().name(), change.check().orElseThrow()));
    }
  }
}
