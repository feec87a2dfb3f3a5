package io.moraine.core.parquet.read;

import io.moraine.core.expr.Expression;
import io.moraine.core.function.EvaluationContext;

/**
 * Which rows are wanted, by their values. Where few are, others are not read; where many are, or
 * the predicate fails for a row, others may come with them: who reads filters again.
 *
 * @param predicate a boolean whose column references are ordinals of the requested schema
 * @param context what the predicate depends on
 */
public record RowFilter(Expression predicate, EvaluationContext context) {}
