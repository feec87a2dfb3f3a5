/**
 * An order of rows by several columns at once, in which rows that are near each other in all of
 * them lie near each other.
 *
 * <p>Start with {@link CurveKeys}. Nothing here reads files or sorts.
 */
@NullMarked
package io.moraine.compaction.curve;

import org.jspecify.annotations.NullMarked;
