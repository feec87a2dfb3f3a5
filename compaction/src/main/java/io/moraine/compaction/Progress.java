package io.moraine.compaction;

/**
 * How far a run has come.
 *
 * @param filesDone the files that were read and written again
 * @param filesTotal the files of the plan that are still there to be rewritten
 * @param bytesDone the sizes of those that were
 * @param bytesTotal the sizes of all
 */
public record Progress(long filesDone, long filesTotal, long bytesDone, long bytesTotal) {}
