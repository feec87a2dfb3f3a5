/**
 * The launcher script, run as users run it.
 *
 * <p>Start with {@link Sandbox}. No real build happens here: a stand-in for Maven hands out a small
 * program that shows what reached it.
 */
@NullMarked
package io.moraine.cli.launcher;

import org.jspecify.annotations.NullMarked;
