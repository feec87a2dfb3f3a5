/**
 * Computes expressions over batches.
 *
 * <p>Start with {@link Evaluator}, which gives a vector of results, and {@link Filter}, which gives
 * the rows where a predicate is TRUE. Both are compiled once, hold no state that a caller could
 * notice, and serve several threads. {@link ConstantFolder} computes what needs no rows.
 */
package io.moraine.core.eval;
