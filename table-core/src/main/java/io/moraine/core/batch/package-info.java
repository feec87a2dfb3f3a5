/**
 * Rows as columns: arrays of values, in batches of some thousands of rows.
 *
 * <p>Start with {@link ColumnBatch} and {@link ColumnVector}. Vectors are immutable once built: an
 * array handed to a vector is not written to again, by anyone. {@link VectorBuilder} makes vectors
 * from single values, for edges where speed does not matter.
 */
package io.moraine.core.batch;
