package io.moraine.compaction.vacuum;

import io.moraine.compaction.Progress;
import java.util.List;
import java.util.function.Consumer;

/** Counts files that were removed, and tells a listener. Safe for use by many threads. */
final class RemovedCount {
  private final Consumer<Progress> listener;
  private final long filesTotal;
  private final long bytesTotal;
  private long filesDone;
  private long bytesDone;

  RemovedCount(List<VacuumFile> files, Consumer<Progress> listener) {
    this.listener = listener;
    this.filesTotal = files.size();
    this.bytesTotal = files.stream().mapToLong(VacuumFile::sizeBytes).sum();
  }

  synchronized void advance(List<VacuumFile> files) {
    filesDone += files.size();
    files.forEach(file -> bytesDone += file.sizeBytes());
    listener.accept(new Progress(filesDone, filesTotal, bytesDone, bytesTotal));
  }
}
