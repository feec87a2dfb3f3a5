/**
 * Typed expressions over columns: what a predicate, a projection or a constraint computes.
 *
 * <p>Start with {@link Expression}. Expressions are values: made once, compared, rewritten, never
 * changed. {@code io.moraine.core.function} has the functions they call, {@code
 * io.moraine.core.eval} computes them over batches, {@code io.moraine.core.prune} decides by
 * statistics what cannot match.
 */
package io.moraine.core.expr;
