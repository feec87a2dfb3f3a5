/**
 * From a snapshot to rows: which files a query needs, and their columns in batches. Never writes.
 *
 * <p>Start with {@link TableScan}.
 */
package io.moraine.reader;
