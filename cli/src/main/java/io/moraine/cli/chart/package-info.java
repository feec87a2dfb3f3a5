/**
 * Numbers as pictures: bars and lines of a terminal, and SVG.
 *
 * <p>Start with {@link io.moraine.cli.chart.Series}. Knows nothing of tables.
 */
@NullMarked
package io.moraine.cli.chart;

import org.jspecify.annotations.NullMarked;
