/** Pictures of numbers. */
@NullMarked
package io.moraine.cli.chart;

import org.jspecify.annotations.NullMarked;
