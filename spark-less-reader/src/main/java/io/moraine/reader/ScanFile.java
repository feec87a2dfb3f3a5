package io.moraine.reader;

import io.moraine.log.action.AddFile;

/**
 * A file that a scan reads.
 *
 * @param index its place among the files of the scan, from 0
 * @param add as the log has it
 * @param match whether some or all of its rows satisfy the scan's filters
 */
public record ScanFile(int index, AddFile add, Match match) {
  /** What the log tells of a file's rows and the scan's filters. */
  public enum Match {
    /** Any number of rows may satisfy them. */
    SOME,
    /** Every row does. */
    ALL
  }
}
