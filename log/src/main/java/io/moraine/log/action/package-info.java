/**
 * The actions a Delta commit or checkpoint may hold, one record each, as the protocol names them.
 *
 * <p>Start with {@link Action}. Values only: their text is {@link io.moraine.log.json}'s, finding
 * log files is {@link io.moraine.log.segment}'s, and deciding which actions are in force is {@link
 * io.moraine.log.replay}'s. Everything here is immutable. What the protocol calls optional is null
 * where absent.
 */
@NullMarked
package io.moraine.log.action;

import org.jspecify.annotations.NullMarked;
