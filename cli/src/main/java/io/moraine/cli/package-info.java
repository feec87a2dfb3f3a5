/** The command line. Start with {@link io.moraine.cli.Main}. */
@NullMarked
package io.moraine.cli;

import org.jspecify.annotations.NullMarked;
