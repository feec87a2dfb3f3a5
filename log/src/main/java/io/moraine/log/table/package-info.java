/**
 * One table put together from the log's parts.
 *
 * <p>Start with {@link TableTransactions}. It sees both transactions and the checkpoints that are
 * written after them, which do not know each other's makers.
 */
@NullMarked
package io.moraine.log.table;

import org.jspecify.annotations.NullMarked;
