/**
 * Where the files that the log names are, and which of them may be touched.
 *
 * <p>Start with {@link DataPaths}. A log is data from others: a path that leads outside the table
 * is refused when it is to be opened.
 */
@NullMarked
package io.moraine.log.path;

import org.jspecify.annotations.NullMarked;
