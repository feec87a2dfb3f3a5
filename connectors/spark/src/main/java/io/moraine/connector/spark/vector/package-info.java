/**
 * Moraine's vectors as Spark reads them: views of the same arrays, no value is copied.
 *
 * <p>Start with {@link io.moraine.connector.spark.vector.SparkVectors}.
 */
package io.moraine.connector.spark.vector;
