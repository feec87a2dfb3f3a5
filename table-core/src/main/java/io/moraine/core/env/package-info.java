/**
 * What the outside world gives: time, ids, randomness, waiting and threads, passed in from the top.
 *
 * <p>Start with {@link Environment}. Nothing below the command line reads a clock or starts a
 * thread by other ways, so that a simulator can run the real code from a seed.
 */
package io.moraine.core.env;
