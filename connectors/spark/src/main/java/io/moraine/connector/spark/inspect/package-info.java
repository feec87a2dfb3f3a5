/**
 * What a table's log tells, as tables: its history, its files, its versions.
 *
 * <p>Start with {@link io.moraine.connector.spark.inspect.MetadataTables}.
 */
package io.moraine.connector.spark.inspect;
