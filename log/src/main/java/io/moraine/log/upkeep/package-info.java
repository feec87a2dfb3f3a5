/**
 * What is done for the log after commits, one hook each: version checksums, compacted commits, the
 * clean-up of what is expired.
 *
 * <p>None of it changes what a table holds, and any of it may fail or be left out. Checkpoints have
 * their own hook in {@link io.moraine.log.checkpoint}.
 */
@NullMarked
package io.moraine.log.upkeep;

import org.jspecify.annotations.NullMarked;
