/**
 * Scans: what Spark asks for, pushed down, planned as partitions, and read where these are sent.
 *
 * <p>Start with {@link io.moraine.connector.spark.read.TableScanBuilder}, and where batches are
 * read with {@link io.moraine.connector.spark.read.FileBatchReaders}.
 */
package io.moraine.connector.spark.read;
