package io.moraine.log.replay;

import io.moraine.log.action.AddFile;

/** The files that make up a table at one version, in an order that does not change. */
public interface LiveFiles extends Iterable<AddFile> {
  /** How many there are. */
  int size();

  /** The sum of their sizes. */
  long sizeBytes();

  /** File {@code index}, from 0. */
  AddFile file(int index);
}
