package io.moraine;

import java.util.OptionalLong;

/**
 * What a clean-up of a table's log removed.
 *
 * @param earliestVersion the earliest version that is left; empty if nothing was removed
 * @param removedFiles how many files
 * @param removedBytes their sizes
 */
public record LogCleanupResult(
    OptionalLong earliestVersion, long removedFiles, long removedBytes) {}
