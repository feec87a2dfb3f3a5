/**
 * Aggregates over numbered groups, kept as columns: one array entry a group.
 *
 * <p>Start with {@link Accumulator}, which has one subclass for each way of computing, and {@link
 * Accumulators}, which picks it. Which row belongs to which group is for the caller to know.
 */
package io.moraine.engine.exec.aggregate;
