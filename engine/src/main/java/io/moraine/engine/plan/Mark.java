package io.moraine.engine.plan;

import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import java.util.Optional;

/**
 * What a MARK join adds to each left row.
 *
 * @param column true if a right row meets the join's condition and {@code membership}; null if none
 *     does but for one that meets the condition the membership is null; else false
 * @param membership the comparison of an IN, whose nulls count; empty for EXISTS
 */
public record Mark(ColumnReference column, Optional<Expression> membership) {}
