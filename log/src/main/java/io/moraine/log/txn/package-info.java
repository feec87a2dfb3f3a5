/**
 * Changing a table: what a transaction read and wants to write, whether that still holds beside
 * what others wrote meanwhile, and the commit.
 *
 * <p>Start with {@link Transaction}. Who owns a version is {@link io.moraine.log.commit}'s
 * business; writing data files is {@code io.moraine.log.sink}'s.
 */
@NullMarked
package io.moraine.log.txn;

import org.jspecify.annotations.NullMarked;
