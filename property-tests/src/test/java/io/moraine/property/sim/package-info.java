/**
 * A store in memory that fails where a test wants it to.
 *
 * <p>Start with {@link SimDisk}, which outlives the sessions that open it by a {@code sim:} URI.
 */
package io.moraine.property.sim;
