/**
 * Finds the files of the log that make up a version.
 *
 * <p>Start with {@link LogListing}; {@link LogSegment} is what it gives: a checkpoint and the
 * commits after it. Reads names and sizes only, besides the hint of {@link LastCheckpoint}.
 */
@NullMarked
package io.moraine.log.segment;

import org.jspecify.annotations.NullMarked;
