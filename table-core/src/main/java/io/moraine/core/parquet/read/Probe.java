package io.moraine.core.parquet.read;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.eval.Filter;
import io.moraine.core.expr.Call;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition on one column, to be asked of what a chunk may hold.
 *
 * @param column the ordinal of the column among the requested ones
 * @param equalTo the values that it must have one of; empty if they cannot be listed
 * @param filter the condition over a batch of that column alone
 */
record Probe(int column, Optional<List<Object>> equalTo, Filter filter, StructType schema) {
  /** What these say, or hardly more, is known by the bounds already. */
  private static final Set<String> BY_BOUNDS =
      Set.of(
          Operators.LT,
          Operators.LE,
          Operators.GT,
          Operators.GE,
          Operators.NE,
          Operators.IS_NULL,
          Operators.IS_NOT_NULL,
          Operators.NOT);

  /** The probe that a conjunct over {@code requested} gives, if it gives one. */
  static Optional<Probe> of(Expression conjunct, StructType requested, EvaluationContext context) {
    Set<Integer> columns = new HashSet<>();
    collect(conjunct, columns);
    if (columns.size() != 1
        || (conjunct instanceof Call call && BY_BOUNDS.contains(call.function()))) {
      return Optional.empty();
    }
    int column = columns.iterator().next();
    StructField field = requested.field(column);
    StructType schema = StructType.ofResult(List.of(field));
    try {
      Filter filter = Filter.compile(rebound(conjunct), context);
      if (selects(filter, schema, Vectors.nulls(field.type(), 1))) {
        return Optional.empty();
      }
      return Optional.of(new Probe(column, values(conjunct), filter, schema));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  private static void collect(Expression expression, Set<Integer> columns) {
    if (expression instanceof ColumnReference column) {
      columns.add(column.id());
    }
    expression.children().forEach(child -> collect(child, columns));
  }

  private static Expression rebound(Expression expression) {
    if (expression instanceof ColumnReference column) {
      return new ColumnReference(0, column.name(), column.type(), column.nullable());
    }
    return expression.withChildren(expression.children().stream().map(Probe::rebound).toList());
  }

  /** The values that the column has one of wherever {@code condition} is TRUE. */
  private static Optional<List<Object>> values(Expression condition) {
    if (!(condition instanceof Call call)) {
      return Optional.empty();
    }
    List<Object> values = new ArrayList<>();
    switch (call.function()) {
      case Operators.EQ, Operators.NULL_SAFE_EQ -> {
        boolean swapped = call.argument(1) instanceof ColumnReference;
        return add(call.argument(swapped ? 1 : 0), List.of(call.argument(swapped ? 0 : 1)), values);
      }
      case Operators.IN -> {
        return add(call.argument(0), call.arguments().subList(1, call.arguments().size()), values);
      }
      case Operators.OR -> {
        for (Expression argument : call.arguments()) {
          Optional<List<Object>> part = values(argument);
          if (part.isEmpty()) {
            return part;
          }
          values.addAll(part.get());
        }
        return Optional.of(values);
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private static Optional<List<Object>> add(
      Expression column, List<Expression> options, List<Object> values) {
    if (!(column instanceof ColumnReference)) {
      return Optional.empty();
    }
    for (Expression option : options) {
      if (!(option instanceof Literal literal)) {
        return Optional.empty();
      }
      // Nothing is equal to NULL.
      if (literal.value() != null) {
        values.add(literal.value());
      }
    }
    return Optional.of(values);
  }

  /** Whether one of {@code values} satisfies the condition, or it fails for one. */
  boolean mayHold(ColumnVector values) {
    return selects(filter, schema, values);
  }

  private static boolean selects(Filter filter, StructType schema, ColumnVector values) {
    try {
      ColumnBatch batch = new ColumnBatch(schema, values.size(), List.of(values));
      return filter.select(batch, new int[values.size()]) > 0;
    } catch (InvalidInputException e) {
      return true;
    }
  }
}
