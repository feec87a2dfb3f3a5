/**
 * What is known of a set of rows without reading them: bounds, null counts, row counts.
 *
 * <p>Start with {@link ColumnStatistics}. Parquet files and the log both give these; pruning reads
 * them.
 */
package io.moraine.core.stats;
