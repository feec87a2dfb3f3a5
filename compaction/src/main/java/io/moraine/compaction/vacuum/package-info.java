/**
 * Removing the files that no version of a table needs any more.
 *
 * <p>Start with {@link VacuumPlanner}, which finds them, and {@link VacuumExecutor}, which removes
 * them. Files of the log are not touched: their clean-up is {@link io.moraine.log.cleanup}.
 */
@NullMarked
package io.moraine.compaction.vacuum;

import org.jspecify.annotations.NullMarked;
