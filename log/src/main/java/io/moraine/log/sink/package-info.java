/**
 * Turns batches of a table's rows into data files, and these into {@code add} actions.
 *
 * <p>Start with {@link DataFileSink}. It writes files and describes them; committing them is {@code
 * io.moraine.log.txn}.
 */
@NullMarked
package io.moraine.log.sink;

import org.jspecify.annotations.NullMarked;
