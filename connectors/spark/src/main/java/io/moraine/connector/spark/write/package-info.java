/**
 * Writes: rows to files where Spark has them, and one commit of all files by the driver.
 *
 * <p>Start with {@link io.moraine.connector.spark.write.TableWriteBuilder}, and where rows are
 * written with {@link io.moraine.connector.spark.write.RowFileWriter}.
 */
package io.moraine.connector.spark.write;
