package io.moraine.compaction;

import io.moraine.log.action.AddFile;

/** Counts what was rewritten, and tells a listener. Safe for use by many threads. */
final class ProgressCount {
  private final OptimizeListener listener;
  private long filesDone;
  private long filesTotal;
  private long bytesDone;
  private long bytesTotal;

  ProgressCount(OptimizePlan plan, OptimizeListener listener) {
    this.listener = listener;
    this.filesTotal = plan.fileCount();
    this.bytesTotal = plan.sizeBytes();
  }

  /** Another file was rewritten. */
  synchronized void advance(AddFile file) {
    filesDone++;
    bytesDone += file.size();
    tell();
  }

  /** {@code group} will not be rewritten. */
  synchronized void leaveOut(FileGroup group) {
    filesTotal -= group.files().size();
    bytesTotal -= group.sizeBytes();
    tell();
  }

  private void tell() {
    listener.advanced(new Progress(filesDone, filesTotal, bytesDone, bytesTotal));
  }
}
