/**
 * Threads that run one at a time, in an order and at times that a seed decides.
 *
 * <p>Start with {@link Scheduler}.
 */
package io.moraine.property.schedule;
