/**
 * What a shell and {@code man} want to know of the commands, made from the commands themselves.
 *
 * <p>Start with {@link io.moraine.cli.install.Installation}.
 */
@NullMarked
package io.moraine.cli.install;

import org.jspecify.annotations.NullMarked;
