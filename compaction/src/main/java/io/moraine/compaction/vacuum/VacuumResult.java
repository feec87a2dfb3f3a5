package io.moraine.compaction.vacuum;

/**
 * What a run came to.
 *
 * @param version the version that records its end
 * @param files how many files were removed
 * @param bytes the sum of their sizes, as far as they are known
 * @param spared planned files that stayed, because a version since the plan has them
 */
public record VacuumResult(long version, long files, long bytes, long spared) {}
