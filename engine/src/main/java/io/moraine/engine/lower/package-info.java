/**
 * From logical plans to operators: which join algorithm, which side is held, which place in a batch
 * each column has.
 *
 * <p>Start with {@link Lowering}.
 */
package io.moraine.engine.lower;
