package io.moraine;

/**
 * What became of a table's files.
 *
 * @param removedFiles files that were joined
 * @param removedBytes their sizes
 * @param addedFiles files that took their place
 * @param addedBytes their sizes
 */
public record OptimizeResult(
    long removedFiles, long removedBytes, long addedFiles, long addedBytes) {}
