/**
 * The same rows in better files.
 *
 * <p>Start with {@link OptimizePlanner}, which decides what to rewrite, and {@link
 * OptimizeExecutor}, which does it and commits. A plan is a value that can be stored, shown and
 * carried out elsewhere or later. Rows are neither added, changed nor sorted here.
 */
@NullMarked
package io.moraine.compaction;

import org.jspecify.annotations.NullMarked;
