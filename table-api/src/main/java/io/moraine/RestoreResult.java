package io.moraine;

import java.util.OptionalLong;

/**
 * What RESTORE did.
 *
 * @param version the version that it made; empty if the table was as it should be
 * @param restoredFiles files that came back
 * @param restoredBytes their sizes
 * @param removedFiles files that went out
 * @param removedBytes their sizes
 */
public record RestoreResult(
    OptionalLong version,
    long restoredFiles,
    long restoredBytes,
    long removedFiles,
    long removedBytes) {}
