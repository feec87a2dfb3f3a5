/**
 * Statements in, results out.
 *
 * <p>Start with {@link SqlSession}.
 */
package io.moraine.engine.session;
