/**
 * Bringing a table back to what it was at an earlier version.
 *
 * <p>Start with {@link Restore}.
 */
@NullMarked
package io.moraine.compaction.restore;

import org.jspecify.annotations.NullMarked;
