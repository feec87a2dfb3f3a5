/**
 * Parquet files, read into batches.
 *
 * <p>Start with {@link ParquetFile}. Pages are decoded straight into the arrays of vectors, and
 * nested values are put together from their levels, a batch at a time; see {@link LeafReader} and
 * {@link NodeReader}.
 */
package io.moraine.core.parquet.read;
