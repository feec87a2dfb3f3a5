package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files of a block that are still there. Immutable. */
final class LivePart {
  private final FileBlock block;

  /** Ascending; null if all are there. */
  private final int @Nullable [] files;

  private final long sizeBytes;

  private LivePart(FileBlock block, int @Nullable [] files, long sizeBytes) {
    this.block = block;
    this.files = files;
    this.sizeBytes = sizeBytes;
  }

  static LivePart all(FileBlock block) {
    long sum = 0;
    for (int i = 0; i < block.size(); i++) {
      sum += block.sizeBytes(i);
    }
    return new LivePart(block, null, sum);
  }

  FileBlock block() {
    return block;
  }

  int size() {
    return files == null ? block.size() : files.length;
  }

  /** The block's number of the file that is at {@code index} among those that are left. */
  int file(int index) {
    return files == null ? Objects.checkIndex(index, block.size()) : files[index];
  }

  /** The actions of the files at {@code from} to {@code to}, excluded. */
  List<AddFile> actions(int from, int to) {
    int[] wanted = new int[to - from];
    for (int i = from; i < to; i++) {
      wanted[i - from] = file(i);
    }
    return block.actions(wanted);
  }

  /** The sum of the files' sizes. */
  long sizeBytes() {
    return sizeBytes;
  }

  /** This part without the files that have one of {@code keys}; itself if it has none. */
  LivePart without(FileKeys keys) {
    Found found = new Found();
    block.find(keys, found::add);
    if (found.count == 0) {
      return this;
    }
    int[] left = new int[size()];
    int kept = 0;
    int next = 0;
    long bytes = sizeBytes;
    for (int i = 0; i < left.length; i++) {
      int file = file(i);
      while (next < found.count && found.files[next] < file) {
        next++;
      }
      if (next == found.count || found.files[next] != file) {
        left[kept++] = file;
      } else {
        bytes -= block.sizeBytes(file);
      }
    }
    return kept == left.length ? this : new LivePart(block, Arrays.copyOf(left, kept), bytes);
  }

  private static final class Found {
    private int[] files = new int[16];
    private int count;

    void add(int file) {
      if (count == files.length) {
        files = Arrays.copyOf(files, 2 * count);
      }
      files[count++] = file;
    }
  }

  long heapBytes() {
    return files == null ? 0 : 4L * files.length;
  }
}
