package io.moraine.connector.spark.write;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.eval.Evaluator;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.function.Expressions;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.rule.TableRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Completes rows as a table stores them: computed columns that bring no value get theirs, identity
 * columns a number, strings of a fixed length their blanks.
 */
final class RowValues {
  private final StructType schema;
  private final Map<Integer, Evaluator> computed = new TreeMap<>();
  private final Map<Integer, IdentityRange> numbered = new TreeMap<>();

  /** For rows of writer {@code writer} of {@code writers}. */
  RowValues(TableRules rules, EvaluationContext evaluation, int writer, int writers) {
    this.schema = rules.schema();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.field(i);
      columns.add(new ColumnReference(i, field.name(), field.type(), true));
    }
    for (int i = 0; i < schema.size(); i++) {
      Expression value = columns.get(i);
      if (rules.isGenerated(i)) {
        value = Expressions.call("coalesce", value, rules.generated(i, columns::get));
      }
      value = rules.stored(i, value);
      if (!value.equals(columns.get(i))) {
        computed.put(i, Evaluator.compile(value, evaluation));
      }
      int ordinal = i;
      rules
          .identity(i)
          .ifPresent(
              identity ->
                  numbered.put(
                      ordinal,
                      new IdentityRange(schema.field(ordinal).name(), identity, writer, writers)));
    }
  }

  /** {@code rows} as they are stored. */
  ColumnBatch complete(ColumnBatch rows) {
    if (computed.isEmpty() && numbered.isEmpty()) {
      return rows;
    }
    List<ColumnVector> columns = new ArrayList<>(rows.columns());
    numbered.forEach((ordinal, range) -> columns.set(ordinal, range.number(columns.get(ordinal))));
    ColumnBatch given = new ColumnBatch(rows.schema(), rows.rowCount(), columns);
    computed.forEach((ordinal, value) -> columns.set(ordinal, value.evaluate(given)));
    return new ColumnBatch(rows.schema(), rows.rowCount(), columns);
  }

  /** The last number given for each identity column that gave one. */
  Map<Integer, Long> lastNumbers() {
    Map<Integer, Long> last = new TreeMap<>();
    numbered.forEach(
        (ordinal, range) ->
            Optional.of(range.last())
                .filter(java.util.OptionalLong::isPresent)
                .ifPresent(number -> last.put(ordinal, number.getAsLong())));
    return last;
  }
}
