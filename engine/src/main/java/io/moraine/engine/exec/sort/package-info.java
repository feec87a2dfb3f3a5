/**
 * The order of rows by several keys: finding it, and comparing single rows.
 *
 * <p>Start with {@link RowSorter}, which orders the rows of columns in memory, and {@link
 * RowOrder}, which compares rows of two batches. Nothing here evaluates expressions or knows of
 * pipelines.
 */
package io.moraine.engine.exec.sort;
