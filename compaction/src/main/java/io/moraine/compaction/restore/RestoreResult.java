package io.moraine.compaction.restore;

import java.util.OptionalLong;

/**
 * What a restoration came to.
 *
 * @param version the version that it made; empty if the table was as it should be
 * @param restoredFiles files that came back
 * @param restoredBytes their sizes
 * @param removedFiles files that went out
 * @param removedBytes their sizes
 * @param files how many files the table has now
 * @param bytes their sizes
 */
public record RestoreResult(
    OptionalLong version,
    long restoredFiles,
    long restoredBytes,
    long removedFiles,
    long removedBytes,
    long files,
    long bytes) {}
