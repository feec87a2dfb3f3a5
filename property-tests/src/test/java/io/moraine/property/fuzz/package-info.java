/**
 * Queries that nobody thought of over tables that nobody thought of, drawn from a seed, and held
 * against DuckDB's answers and against each other.
 */
@NullMarked
package io.moraine.property.fuzz;

import org.jspecify.annotations.NullMarked;
