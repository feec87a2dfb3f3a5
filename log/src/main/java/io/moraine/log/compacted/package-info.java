/**
 * Several commits in one file, which spares readers the files of each.
 *
 * <p>Start with {@link LogCompactor}. How readers choose such files is in {@link
 * io.moraine.log.segment}.
 */
@NullMarked
package io.moraine.log.compacted;

import org.jspecify.annotations.NullMarked;
