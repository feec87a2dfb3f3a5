/**
 * The text of actions, as commits and JSON checkpoints hold it: one JSON object a line.
 *
 * <p>Start with {@link CommitFile}; {@link ActionReader} and {@link ActionWriter} are for one
 * action.
 */
@NullMarked
package io.moraine.log.json;

import org.jspecify.annotations.NullMarked;
