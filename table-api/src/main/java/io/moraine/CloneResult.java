package io.moraine;

import java.util.OptionalLong;

/**
 * What a clone came to.
 *
 * @param version of the clone; empty if a table was there that stays as it is
 * @param sourceFiles the source's files
 * @param sourceBytes their sizes
 * @param removedFiles files of the table that was there
 * @param removedBytes their sizes
 * @param copiedFiles files that were copied; those of an earlier clone are not copied again
 * @param copiedBytes their sizes
 */
public record CloneResult(
    OptionalLong version,
    long sourceFiles,
    long sourceBytes,
    long removedFiles,
    long removedBytes,
    long copiedFiles,
    long copiedBytes) {
  static CloneResult of(io.moraine.compaction.copy.CloneResult result) {
    return new CloneResult(
        result.version(),
        result.sourceFiles(),
        result.sourceBytes(),
        result.removedFiles(),
        result.removedBytes(),
        result.copiedFiles(),
        result.copiedBytes());
  }
}
