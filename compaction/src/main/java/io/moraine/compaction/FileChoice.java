package io.moraine.compaction;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.state.SelectedFiles;
import io.moraine.log.stats.FileSkipping;
import io.moraine.log.stats.PartitionValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the files of a table that may have rows for which a predicate is true: exactly by the
 * conditions on partition columns, by statistics as far as they tell for the others.
 */
final class FileChoice {
  private final Snapshot snapshot;
  private final PartitionValues values;
  private final StructType columns;
  private final Expression onPartitions;
  private final Expression onRows;
  private final Filter filter;
  private final EvaluationContext evaluation;

  /** A choice by {@code predicate}, over the schema of {@code snapshot}. */
  FileChoice(Snapshot snapshot, Expression predicate, EvaluationContext evaluation) {
    this.snapshot = snapshot;
    this.evaluation = evaluation;
    if (!predicate.type().equals(DataType.Primitive.BOOLEAN)) {
      throw new InvalidInputException(
          "Cannot optimize %s where %s: the condition must be a BOOLEAN, but is a %s"
              .formatted(snapshot.table(), predicate, predicate.type().sql()));
    }
    this.values =
        new PartitionValues(
            snapshot.schema(),
            snapshot.partitionColumns(),
            snapshot.columnMappingMode(),
            evaluation.zone());
    this.columns = StructType.ofResult(values.columns());
    List<Expression> partitions = new ArrayList<>();
    List<Expression> rows = new ArrayList<>();
    for (Expression condition : Operators.conjuncts(predicate)) {
      if (isOnPartitions(condition)) {
        partitions.add(overPartitionColumns(condition));
      } else {
        rows.add(condition);
      }
    }
    this.onPartitions = Operators.and(partitions);
    this.onRows = Operators.and(rows);
    this.filter = Filter.compile(onPartitions, evaluation);
  }

  private boolean isOnPartitions(Expression expression) {
    if (expression instanceof ColumnReference column) {
      return partition(column) >= 0;
    }
    return expression.children().stream().allMatch(this::isOnPartitions);
  }

  private int partition(ColumnReference column) {
    return snapshot.partitionColumns().indexOf(snapshot.schema().field(column.id()).name());
  }

  private Expression overPartitionColumns(Expression expression) {
    if (expression instanceof ColumnReference column) {
      return new ColumnReference(
          partition(column), column.name(), column.type(), column.nullable());
    }
    return expression.withChildren(
        expression.children().stream().map(this::overPartitionColumns).toList());
  }

  /** The files, in the table's order. */
  List<AddFile> files() {
    Map<Map<String, @Nullable String>, Boolean> accepted = new HashMap<>();
    List<AddFile> chosen = new ArrayList<>();
    for (AddFile file : onRows.equals(Literal.TRUE) ? snapshot.files() : byStatistics()) {
      if (accepted.computeIfAbsent(file.partitionValues(), key -> accepts(file))) {
        chosen.add(file);
      }
    }
    return chosen;
  }

  private List<AddFile> byStatistics() {
    SelectedFiles selected =
        snapshot
            .files()
            .select(
                new FileSkipping(
                    onRows,
                    snapshot.schema(),
                    snapshot.partitionColumns(),
                    snapshot.columnMappingMode(),
                    evaluation.zone()));
    int[] places = new int[selected.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = selected.index(i);
    }
    return snapshot.files().files(places);
  }

  /** Whether the conditions on partition columns are true for the partition of {@code file}. */
  private boolean accepts(AddFile file) {
    if (onPartitions.equals(Literal.TRUE)) {
      return true;
    }
    List<ColumnVector> row = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      row.add(Vectors.constant(columns.field(i).type(), values.value(file, i), 1));
    }
    return filter.select(new ColumnBatch(columns, 1, row), new int[1]) == 1;
  }
}
