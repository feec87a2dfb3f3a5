/**
 * Moraine beside Delta Kernel and Delta on Spark: loading, planning and refreshing large logs.
 *
 * <p>Start with {@link LogComparison}. {@link SyntheticLog} writes the logs; each contender runs in
 * a JVM of its own, see {@link LogRun}.
 */
@NullMarked
package io.moraine.benchmark.log;

import org.jspecify.annotations.NullMarked;
