/**
 * Moraine's Parquet code beside DuckDB's and parquet-java's, file by file, in one process.
 *
 * <p>Start with {@link ParquetComparison}.
 */
@NullMarked
package io.moraine.benchmark.parquet;

import org.jspecify.annotations.NullMarked;
