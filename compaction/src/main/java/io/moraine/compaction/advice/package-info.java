/**
 * What could be better about a table, by its log and the statistics in it alone.
 *
 * <p>Start with {@link TableAdvice}, which names the commands that mend what it finds, and {@link
 * ReadReasons}, which tells why a predicate reads a file. Nothing here reads data files or changes
 * anything; whether files are there and are as the log says is {@link io.moraine.compaction.check}.
 */
@NullMarked
package io.moraine.compaction.advice;

import org.jspecify.annotations.NullMarked;
