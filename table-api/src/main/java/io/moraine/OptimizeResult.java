package io.moraine;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of a table's files.
 *
 * @param version the version that was committed; empty if there was nothing to do
 * @param removedFiles files that were joined
 * @param removedBytes their sizes
 * @param addedFiles files that took their place
 * @param addedBytes their sizes
 * @param overlap how well rows are clustered, if they were put into another order
 */
public record OptimizeResult(
    OptionalLong version,
    long removedFiles,
    long removedBytes,
    long addedFiles,
    long addedBytes,
    Optional<Overlap> overlap) {
  /**
   * How many of the files, on the average, a query for one value of one of the columns that rows
   * are ordered by has to read: at the best 1.
   *
   * @param before of those that were rewritten
   * @param after of those in their place
   */
  public record Overlap(double before, double after) {}
}
