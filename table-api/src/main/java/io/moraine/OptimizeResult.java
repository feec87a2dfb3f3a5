package io.moraine;

import java.util.OptionalLong;

/**
 * What became of a table's files.
 *
 * @param version the version that was committed; empty if there was nothing to do
 * @param removedFiles files that were joined
 * @param removedBytes their sizes
 * @param addedFiles files that took their place
 * @param addedBytes their sizes
 */
public record OptimizeResult(
    OptionalLong version, long removedFiles, long removedBytes, long addedFiles, long addedBytes) {}
