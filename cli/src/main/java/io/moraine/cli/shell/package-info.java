/**
 * What helps people type statements: colours, completion, commands that begin with a dot.
 *
 * <p>Start with {@link io.moraine.cli.shell.Prompt}, which reads statements from a terminal; {@link
 * io.moraine.cli.shell.SqlScan} cuts text that may not be a statement yet. Runs no statement but
 * those that find the names of tables and columns.
 */
@NullMarked
package io.moraine.cli.shell;

import org.jspecify.annotations.NullMarked;
