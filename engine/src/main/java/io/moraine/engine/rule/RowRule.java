package io.moraine.engine.rule;

import io.moraine.core.expr.Expression;
import io.moraine.core.type.StructType;
import java.util.SortedSet;

/**
 * A condition that must be true for every row.
 *
 * @param demand what it is, for people: {@code CHECK constraint 'positive' (v > 0)}
 * @param condition over the table's schema, by ordinals
 * @param columns the ordinals of the columns that say why a row fails
 */
record RowRule(String demand, Expression condition, SortedSet<Integer> columns) {
  RowRule(String demand, Expression condition, StructType schema) {
    this(demand, condition, Columns.of(condition, schema));
  }
}
