package io.moraine;

/**
 * What VACUUM removed.
 *
 * @param version the version that records it
 * @param removedFiles how many files
 * @param removedBytes the sum of their sizes, as far as they are known
 */
public record VacuumResult(long version, long removedFiles, long removedBytes) {}
