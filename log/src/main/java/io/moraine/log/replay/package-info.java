/**
 * Decides which actions of a log are in force.
 *
 * <p>Start with {@link Replay}, which puts commits over a checkpoint or over an older {@link
 * TableContent}. Files are identified by path and deletion vector.
 */
@NullMarked
package io.moraine.log.replay;

import org.jspecify.annotations.NullMarked;
