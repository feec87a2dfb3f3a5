/**
 * The main job on real data, told step by step.
 *
 * <p>Start with {@link io.moraine.cli.quickstart.Quickstart}. Nothing here knows more than a user
 * of the Java API could.
 */
@NullMarked
package io.moraine.cli.quickstart;

import org.jspecify.annotations.NullMarked;
