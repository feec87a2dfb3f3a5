/**
 * Runs physical plans.
 *
 * <p>Start with {@link QueryExecution}. What a run is given stands in {@link
 * io.moraine.engine.exec.context}, how batches flow in {@link io.moraine.engine.exec.pipeline},
 * what operators compute in {@link io.moraine.engine.exec.operator}, over the hash tables,
 * aggregates and sorts of the packages beside it. A plan is cut where an operator must have seen
 * all of its input; each piece is one pipeline.
 */
package io.moraine.engine.exec;
