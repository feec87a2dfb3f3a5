package io.moraine.reader;

import io.moraine.core.batch.BatchReader;

/** Rows of a scan's file that follow one another, to be read beside others. */
public final class ScanPart {
  private final TableScan scan;
  private final SharedFile file;
  private final int ordinal;

  ScanPart(TableScan scan, SharedFile file, int ordinal) {
    this.scan = scan;
    this.file = file;
    this.ordinal = ordinal;
  }

  /** The file that the rows are of. */
  public ScanFile file() {
    return file.file();
  }

  /**
   * Reads the rows that are not deleted.
   *
   * @throws io.moraine.core.error.MoraineException if the file is gone
   */
  public BatchReader open() {
    return scan.open(file, ordinal);
  }
}
