/**
 * The files of a snapshot, held as columns.
 *
 * <p>Start with {@link LiveFiles}. A state is a list of {@link FileBlock}s, which snapshots share,
 * and for each which of its files are still there. The blocks of a checkpoint hold paths, sizes and
 * partitions; statistics are read from its files when a predicate, or an action as a whole, asks
 * for them.
 */
@NullMarked
package io.moraine.log.state;

import org.jspecify.annotations.NullMarked;
