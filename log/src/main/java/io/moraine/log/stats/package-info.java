/**
 * What the log tells of a file's rows: statistics and partition values, typed.
 *
 * <p>Start with {@link FileStatistics} and {@link PartitionValues}. Statistics only help to skip
 * files, so what cannot be understood of them is unknown and never an error; a partition value is
 * data, so one that cannot be understood is an error.
 */
@NullMarked
package io.moraine.log.stats;

import org.jspecify.annotations.NullMarked;
