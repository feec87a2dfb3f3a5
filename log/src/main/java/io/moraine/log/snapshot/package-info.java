/**
 * A table as it was at one version, and how to get there.
 *
 * <p>Start with {@link TableLog}, which loads {@link Snapshot}s by version and by time and brings
 * them up to date, and tells the table's history.
 */
@NullMarked
package io.moraine.log.snapshot;

import org.jspecify.annotations.NullMarked;
