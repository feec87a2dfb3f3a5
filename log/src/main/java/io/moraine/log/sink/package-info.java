/**
 * Turns batches of a table's rows into data files, and these into {@code add} actions.
 *
 * <p>Start with {@link DataFileSink}. It writes files and describes them; committing them is {@code
 * io.moraine.log.txn}.
 */
package io.moraine.log.sink;
