/**
 * Makes plans cheaper without changing what they give, in small named rules.
 *
 * <p>Start with {@link Optimizer}, which says in which order the rules run and why.
 */
package io.moraine.engine.optimize;
