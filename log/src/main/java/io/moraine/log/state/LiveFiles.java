package io.moraine.log.state;

import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.stats.FileSkipping;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The files that make up a table at one version, in an order that does not change. Immutable; safe
 * for use by many threads.
 *
 * <p>Actions are made when they are asked for, and may be read from the log then: {@link #file},
 * {@link #files} and the iterator throw a {@link io.moraine.core.error.MoraineException} if the
 * part of the log that holds them is gone since.
 */
public interface LiveFiles extends Iterable<AddFile> {
  /** How many there are. */
  int size();

  /** The sum of their sizes. */
  long sizeBytes();

  /** File {@code index}, from 0. */
  AddFile file(int index);

  /** The files at {@code indexes}, in ascending order; cheaper than one by one. */
  List<AddFile> files(int[] indexes);

  /** The path of file {@code index}, as the log has it. */
  String path(int index);

  /** The size of file {@code index}. */
  long sizeBytes(int index);

  /** The partition values of file {@code index}, by physical column name as the log has them. */
  Map<String, @Nullable String> partitionValues(int index);

  /** Which of the file's rows are deleted, if some are. */
  @Nullable DeletionVectorDescriptor deletionVector(int index);

  /**
   * The files in which rows may satisfy a predicate.
   *
   * @throws io.moraine.core.error.CorruptTableException if a partition value that it needs is
   *     missing or malformed
   */
  SelectedFiles select(FileSkipping predicate);

  /**
   * About how many rows there are, deleted ones not counted: by the rows of some files and the
   * bytes of all. Empty if some of these files do not say.
   */
  OptionalLong estimatedRows();

  /** How many rows there are, deleted ones not counted; empty if a file does not say. */
  OptionalLong rows();

  /** These files without those that {@code commits} did something to, and with those they add. */
  LiveFiles after(FileKeys commits);

  /** About how much heap is held, statistics that were read not counted. */
  long heapBytes();
}
