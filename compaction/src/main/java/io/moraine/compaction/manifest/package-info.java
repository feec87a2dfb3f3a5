/**
 * Lists of a table's files for engines that do not read its log.
 *
 * <p>See {@link SymlinkManifest}.
 */
@NullMarked
package io.moraine.compaction.manifest;

import org.jspecify.annotations.NullMarked;
