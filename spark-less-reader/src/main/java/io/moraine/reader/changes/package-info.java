/**
 * The rows that versions of a table change, in batches: those that came, went, or became others.
 *
 * <p>Start with {@link ChangeScan}. Which versions, and which rows of which files, {@link
 * io.moraine.log.changes} tells.
 */
@NullMarked
package io.moraine.reader.changes;

import org.jspecify.annotations.NullMarked;
