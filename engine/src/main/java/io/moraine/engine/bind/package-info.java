/**
 * Gives names and types to what was parsed: from syntax trees to logical plans.
 *
 * <p>Start with {@link Binder}. Each error names the place in the statement's text. What cannot be
 * run yet is refused here, by name.
 */
package io.moraine.engine.bind;
