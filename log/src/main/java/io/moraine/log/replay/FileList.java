package io.moraine.log.replay;

import io.moraine.log.action.AddFile;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** Live files held as the actions that added them. */
final class FileList implements LiveFiles {
  private final List<AddFile> files;
  private final long sizeBytes;

  /** Owns {@code files}. */
  FileList(List<AddFile> files) {
    this.files = Collections.unmodifiableList(files);
    long sum = 0;
    for (AddFile file : files) {
      sum += file.size();
    }
    this.sizeBytes = sum;
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public AddFile file(int index) {
    return files.get(index);
  }

  @Override
  public Iterator<AddFile> iterator() {
    return files.iterator();
  }
}
