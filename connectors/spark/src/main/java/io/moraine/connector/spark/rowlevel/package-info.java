/**
 * DELETE, UPDATE and MERGE: rows leave files by deletion vectors where the table asks for that, and
 * else files are written again.
 *
 * <p>Start with {@link io.moraine.connector.spark.rowlevel.RowLevelOperations}.
 */
package io.moraine.connector.spark.rowlevel;
