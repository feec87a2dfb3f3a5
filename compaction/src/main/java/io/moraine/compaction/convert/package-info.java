/**
 * A folder of Parquet files made a table where it is: a log is written beside the files, which stay
 * as they are.
 *
 * <p>Start with {@link TableConversion}.
 */
@NullMarked
package io.moraine.compaction.convert;

import org.jspecify.annotations.NullMarked;
