/** What is typed: cut, coloured, completed. */
@NullMarked
package io.moraine.cli.shell;

import org.jspecify.annotations.NullMarked;
