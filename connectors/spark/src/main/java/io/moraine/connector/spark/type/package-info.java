/**
 * Types of columns, as Spark has them and as Moraine has them.
 *
 * <p>Start with {@link io.moraine.connector.spark.type.SparkTypes}.
 */
package io.moraine.connector.spark.type;
