package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The files of a block that are still there. Immutable. */
final class LivePart {
  private final FileBlock block;

  /** The block's files that are gone, ascending. */
  private final int[] gone;

  private final long sizeBytes;

  private LivePart(FileBlock block, int[] gone, long sizeBytes) {
    this.block = block;
    this.gone = gone;
    this.sizeBytes = sizeBytes;
  }

  static LivePart all(FileBlock block) {
    long sum = 0;
    for (int i = 0; i < block.size(); i++) {
      sum += block.sizeBytes(i);
    }
    return new LivePart(block, new int[0], sum);
  }

  FileBlock block() {
    return block;
  }

  int size() {
    return block.size() - gone.length;
  }

  /** The block's number of the file that is at {@code index} among those that are left. */
  int file(int index) {
    Objects.checkIndex(index, size());
    int from = 0;
    int to = gone.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (gone[middle] - middle <= index) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return index + from;
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
    int[] all = new int[gone.length + found.count];
    int count = 0;
    int next = 0;
    long bytes = sizeBytes;
    for (int i = 0; i < found.count; i++) {
      int file = found.files[i];
      while (next < gone.length && gone[next] < file) {
        all[count++] = gone[next++];
      }
      if (next == gone.length || gone[next] != file) {
        all[count++] = file;
        bytes -= block.sizeBytes(file);
      }
    }
    while (next < gone.length) {
      all[count++] = gone[next++];
    }
    return count == gone.length ? this : new LivePart(block, Arrays.copyOf(all, count), bytes);
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
    return 4L * gone.length;
  }
}
