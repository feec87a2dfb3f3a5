/**
 * Writing a version's whole state, so that readers need not replay the log from its start.
 *
 * <p>Start with {@link CheckpointWriter}; {@link CheckpointHook} calls it after every so many
 * commits. Reading checkpoints is {@code io.moraine.log.segment}'s.
 */
@NullMarked
package io.moraine.log.checkpoint;

import org.jspecify.annotations.NullMarked;
