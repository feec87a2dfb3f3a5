/**
 * Reading the rows that versions of a table changed.
 *
 * <p>Start with {@link io.moraine.connector.spark.changes.ChangesTable}.
 */
package io.moraine.connector.spark.changes;
