/**
 * The plan that operators run: what to compute, in which order, by which algorithm.
 *
 * <p>Start with {@link PhysicalPlan}. Nodes are immutable values that check their own shape; their
 * expressions refer to columns by ordinal of the child's output. {@link ScanSource} is what a
 * table, a file or anything else that holds rows implements to be read. Running a plan is {@code
 * io.moraine.engine.exec}.
 */
package io.moraine.engine.physical;
