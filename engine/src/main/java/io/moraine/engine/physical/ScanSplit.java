package io.moraine.engine.physical;

import io.moraine.core.batch.BatchReader;

/** A part of a source that one worker reads: a file, a row group, a range of pages. */
@FunctionalInterface
public interface ScanSplit {
  /** A reader of the split's rows, in the source's schema; the caller closes it. May do I/O. */
  BatchReader open();
}
