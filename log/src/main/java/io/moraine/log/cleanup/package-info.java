/**
 * The removal of log files that no version within the table's log retention needs.
 *
 * <p>Start with {@link LogCleanup}. Data files are never touched here.
 */
@NullMarked
package io.moraine.log.cleanup;

import org.jspecify.annotations.NullMarked;
