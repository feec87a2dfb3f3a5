/**
 * What a running query is given, and what can be seen of it from outside.
 *
 * <p>Start with {@link ExecutionContext}.
 */
package io.moraine.engine.exec.context;
