/**
 * Columns of values in few bytes.
 *
 * <p>A snapshot holds columns of millions of files; start with {@link PackedLongs}. Knows nothing
 * of the log.
 */
@NullMarked
package io.moraine.log.packed;

import org.jspecify.annotations.NullMarked;
