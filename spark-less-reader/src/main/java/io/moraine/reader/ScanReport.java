package io.moraine.reader;

/**
 * How much of a table a scan could leave out.
 *
 * @param totalFiles the table's files
 * @param totalBytes their sizes
 * @param scannedFiles the files that are left to read
 * @param scannedBytes their sizes
 */
public record ScanReport(long totalFiles, long totalBytes, long scannedFiles, long scannedBytes) {
  /** The files that are not read. */
  public long skippedFiles() {
    return totalFiles - scannedFiles;
  }

  /** The sizes of the files that are not read. */
  public long skippedBytes() {
    return totalBytes - scannedBytes;
  }
}
