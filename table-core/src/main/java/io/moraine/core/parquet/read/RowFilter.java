package io.moraine.core.parquet.read;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;

/**
 * Which rows to read, by their values.
 *
 * @param predicate a boolean whose column references are ordinals of the requested schema; rows for
 *     which it is not TRUE are left out, but where it fails for one row, others may stay
 * @param context what the predicate depends on
 */
public record RowFilter(Expression predicate, EvaluationContext context) {}
