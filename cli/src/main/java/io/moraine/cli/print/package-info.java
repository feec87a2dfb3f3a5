/**
 * Rows as people and programs want to read them: aligned, as CSV, as JSON, as Parquet.
 *
 * <p>Start with {@link io.moraine.cli.print.ResultPrinter}; {@link io.moraine.cli.print.Output}
 * finds the one for a format and where it prints to.
 */
@NullMarked
package io.moraine.cli.print;

import org.jspecify.annotations.NullMarked;
