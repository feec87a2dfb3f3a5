/**
 * Sets of a data file's deleted rows.
 *
 * <p>Start with {@link DeletionVectorReader}, which loads the {@link DeletionVector} that a
 * descriptor in the log names, and {@link DeletionVectorWriter}. Positions are those of rows in the
 * file, skipped row groups counted.
 */
@NullMarked
package io.moraine.log.deletionvector;

import org.jspecify.annotations.NullMarked;
