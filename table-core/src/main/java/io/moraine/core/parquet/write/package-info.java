/**
 * Writes column batches as a Parquet file.
 *
 * <p>Start with {@link ParquetWriter}. A batch's columns are taken apart into leaf columns with
 * levels ({@link Node}), each of which encodes its values page by page ({@link ColumnWriter},
 * {@link ValueWriter}) and keeps them, compressed, until the row group is full. Bounds and null
 * counts are kept along the way, for the file's own statistics and page index, and for the table's
 * log.
 */
package io.moraine.core.parquet.write;
