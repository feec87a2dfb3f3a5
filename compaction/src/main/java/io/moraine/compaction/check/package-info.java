/**
 * Whether a table is what its log says: are its files there, can they be read, and is true what is
 * said of them.
 *
 * <p>Start with {@link TableCheck}, which finds what is wrong, and {@link TableRepair}, which mends
 * what can be mended. {@link PresentFiles} only looks whether files are there.
 */
@NullMarked
package io.moraine.compaction.check;

import org.jspecify.annotations.NullMarked;
