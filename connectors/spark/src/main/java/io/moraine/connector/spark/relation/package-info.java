/**
 * Tables as Spark's planner sees them.
 *
 * <p>Start with {@link io.moraine.connector.spark.relation.MoraineTable}.
 */
package io.moraine.connector.spark.relation;
