/**
 * Rows that do not fit into a query's memory, in a temporary file.
 *
 * <p>Start with {@link SpillFile}, one of a query, and {@link SpilledRows}, batches in it. Files
 * are gone as soon as the query is, whatever it came to.
 */
package io.moraine.engine.exec.spill;
