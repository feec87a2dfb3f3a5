package io.moraine.compaction;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PartitionValues;
import java.util.ArrayList;
import java.util.List;

/** Chooses the partitions of a table for which a predicate is true. */
final class PartitionFilter {
  private final Snapshot snapshot;
  private final Expression predicate;
  private final PartitionValues values;
  private final StructType columns;
  private final Filter filter;

  /**
   * A filter by {@code predicate}, over the schema of {@code snapshot}.
   *
   * @throws InvalidInputException if it names other columns than partition columns
   */
  PartitionFilter(Snapshot snapshot, Expression predicate, EvaluationContext evaluation) {
    this.snapshot = snapshot;
    this.predicate = predicate;
    if (!predicate.type().equals(DataType.Primitive.BOOLEAN)) {
      throw refusal("the condition must be a BOOLEAN, but is a " + predicate.type().sql());
    }
    this.values =
        new PartitionValues(
            snapshot.schema(),
            snapshot.partitionColumns(),
            snapshot.columnMappingMode(),
            evaluation.zone());
    this.columns = StructType.ofResult(values.columns());
    this.filter = Filter.compile(overPartitionColumns(predicate), evaluation);
  }

  private Expression overPartitionColumns(Expression expression) {
    if (expression instanceof ColumnReference column) {
      List<String> partitionColumns = snapshot.partitionColumns();
      String name = snapshot.schema().field(column.id()).name();
      int index = partitionColumns.indexOf(name);
      if (index < 0) {
        throw refusal(
            "the condition may name partition columns only, but '%s' is none; %s"
                .formatted(
                    name,
                    partitionColumns.isEmpty()
                        ? "the table is not partitioned"
                        : "the table is partitioned by " + String.join(", ", partitionColumns)));
      }
      return new ColumnReference(index, column.name(), column.type(), column.nullable());
    }
    return expression.withChildren(
        expression.children().stream().map(this::overPartitionColumns).toList());
  }

  private InvalidInputException refusal(String problem) {
    return new InvalidInputException(
        "Cannot optimize %s where %s: %s".formatted(snapshot.table(), predicate, problem));
  }

  /** Whether the predicate is true for the partition of {@code file}. */
  boolean accepts(AddFile file) {
    if (predicate.equals(Literal.TRUE)) {
      return true;
    }
    List<ColumnVector> row = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      row.add(Vectors.constant(columns.field(i).type(), values.value(file, i), 1));
    }
    return filter.select(new ColumnBatch(columns, 1, row), new int[1]) == 1;
  }
}
