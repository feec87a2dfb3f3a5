package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.stats.FileColumns;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Files that one part of the log added, which may be gone since. Immutable. */
interface FileBlock extends FileColumns {
  long sizeBytes(int file);

  @Nullable DeletionVectorDescriptor deletionVector(int file);

  /** The actions of {@code files}, ascending; may be read. */
  List<AddFile> actions(int[] files);

  /** Tells which files have one of {@code keys}, ascending. */
  void find(FileKeys keys, IntConsumer found);

  long heapBytes();
}
