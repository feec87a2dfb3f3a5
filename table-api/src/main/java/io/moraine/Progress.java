package io.moraine;

/**
 * How far a run of maintenance has come.
 *
 * @param filesDone the files that are done
 * @param filesTotal the files that are to be done
 * @param bytesDone the sizes of those that are
 * @param bytesTotal the sizes of all
 */
public record Progress(long filesDone, long filesTotal, long bytesDone, long bytesTotal) {
  static Progress of(io.moraine.compaction.Progress progress) {
    return new Progress(
        progress.filesDone(), progress.filesTotal(), progress.bytesDone(), progress.bytesTotal());
  }
}
