/**
 * What stages and sinks of pipelines compute: filters, projections, joins, aggregates, sorts.
 *
 * <p>Start with {@link FilterStage}, the simplest, and {@link AggregateSink}. Operators here are
 * given their inputs; putting them together from a plan is {@link io.moraine.engine.exec}.
 */
package io.moraine.engine.exec.operator;
