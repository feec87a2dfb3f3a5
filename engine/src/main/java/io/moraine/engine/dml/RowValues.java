package io.moraine.engine.dml;

import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.rule.TableRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values that a statement gives a row, one for each column of the table.
 *
 * @param values of the columns' types
 * @param computed the ordinals of generated and identity columns that get their value by themselves
 *     instead, with the condition under which they do
 */
record RowValues(List<Expression> values, Map<Integer, Expression> computed) {
  RowValues {
    values = List.copyOf(values);
    computed = new TreeMap<>(computed);
  }

  /** Of rows that only go. */
  static RowValues none(StructType schema) {
    return new RowValues(
        schema.fields().stream().<Expression>map(field -> Literal.ofNull(field.type())).toList(),
        Map.of());
  }

  /** Of a new row of which nothing is given: defaults, computed values, NULL. */
  static RowValues fresh(TableRules rules) {
    RowValues row = none(rules.schema());
    List<Expression> values = new ArrayList<>(row.values());
    for (int i = 0; i < values.size(); i++) {
      values.set(i, defaultOf(rules, i));
    }
    Map<Integer, Expression> computed = new TreeMap<>(computed(rules));
    for (int i = 0; i < values.size(); i++) {
      if (rules.identity(i).isPresent()) {
        computed.put(i, Literal.TRUE);
      }
    }
    return new RowValues(values, computed);
  }

  /** Of a row that was {@code old}: all as it was but for what follows from other columns. */
  static RowValues updated(TableRules rules, List<? extends Expression> old) {
    return new RowValues(List.copyOf(old), computed(rules));
  }

  private static Map<Integer, Expression> computed(TableRules rules) {
    Map<Integer, Expression> computed = new TreeMap<>();
    for (int i = 0; i < rules.schema().size(); i++) {
      if (rules.isGenerated(i)) {
        computed.put(i, Literal.TRUE);
      }
    }
    return computed;
  }

  /** What a column is that no value is given for; NULL for one that is computed or numbered. */
  static Expression defaultOf(TableRules rules, int ordinal) {
    StructField field = rules.schema().field(ordinal);
    return rules
        .defaultValue(ordinal)
        .map(value -> StoreAssignment.cast(value, field, StoreAssignment.Fields.BY_PLACE))
        .orElseGet(() -> Literal.ofNull(field.type()));
  }

  /** The same with {@code value} given to the column at {@code ordinal}. */
  RowValues with(int ordinal, Expression value) {
    List<Expression> changed = new ArrayList<>(values);
    changed.set(ordinal, value);
    Map<Integer, Expression> left = new TreeMap<>(computed);
    left.remove(ordinal);
    return new RowValues(changed, left);
  }

  /**
   * One of {@code rows}, for each column as {@code choice} makes it of the column's values in all.
   */
  static RowValues chosen(List<RowValues> rows, Function<List<Expression>, Expression> choice) {
    List<Expression> values = new ArrayList<>();
    Map<Integer, Expression> computed = new TreeMap<>();
    for (int column = 0; column < rows.get(0).values().size(); column++) {
      int ordinal = column;
      values.add(choice.apply(rows.stream().map(row -> row.values().get(ordinal)).toList()));
      if (rows.stream().anyMatch(row -> row.computed().containsKey(ordinal))) {
        computed.put(
            ordinal,
            choice.apply(
                rows.stream()
                    .map(row -> row.computed().getOrDefault(ordinal, Literal.FALSE))
                    .toList()));
      }
    }
    return new RowValues(values, computed);
  }
}
