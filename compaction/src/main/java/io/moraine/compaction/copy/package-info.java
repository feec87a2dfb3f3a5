/**
 * A table's version as a table of its own elsewhere: with the same files, or with copies of them.
 *
 * <p>Start with {@link TableClone}. The history is not copied.
 */
@NullMarked
package io.moraine.compaction.copy;

import org.jspecify.annotations.NullMarked;
