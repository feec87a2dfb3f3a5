/**
 * Spark's predicates as Moraine's expressions, and these as something that can be sent.
 *
 * <p>Start with {@link io.moraine.connector.spark.filter.SparkPredicates}.
 */
package io.moraine.connector.spark.filter;
