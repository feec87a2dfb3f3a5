/**
 * What the versions of a table change: which versions a reader means, what the commit of each did,
 * and to the rows of which files.
 *
 * <p>Start with {@link ChangeLog} for versions that are there, and with {@link VersionTail} for
 * those that are and those to come. Which rows a change is about is said here, by {@link
 * FileChange}; they are read by {@code io.moraine.reader.changes}.
 */
@NullMarked
package io.moraine.log.changes;

import org.jspecify.annotations.NullMarked;
