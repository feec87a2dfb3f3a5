/**
 * The 22 queries of TPC-H by Moraine and by DuckDB, over the same Parquet files.
 *
 * <p>Start with {@link TpchComparison}.
 */
@NullMarked
package io.moraine.benchmark.tpch;

import org.jspecify.annotations.NullMarked;
