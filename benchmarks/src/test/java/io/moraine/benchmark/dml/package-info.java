/**
 * Changes of one table's rows, by Moraine, Delta on Spark and DuckDB.
 *
 * <p>Start with {@link io.moraine.benchmark.dml.ChangeComparison}, which is run by {@code
 * benchmarks/compare-changes}.
 */
package io.moraine.benchmark.dml;
