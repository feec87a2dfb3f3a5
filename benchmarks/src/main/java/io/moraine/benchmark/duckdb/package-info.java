/**
 * Moraine beside DuckDB in one process, on TPC-H's lineitem.
 *
 * <p>Start with {@link DuckDbComparison}.
 */
@NullMarked
package io.moraine.benchmark.duckdb;

import org.jspecify.annotations.NullMarked;
