package io.moraine;

/**
 * How much of a table a query could leave out, by partition values and statistics.
 *
 * @param totalFiles the table's files
 * @param totalBytes their sizes
 * @param scannedFiles the files that were left to read
 * @param scannedBytes their sizes
 */
public record ScanSummary(long totalFiles, long totalBytes, long scannedFiles, long scannedBytes) {
  /** The files that were not read. */
  public long skippedFiles() {
    return totalFiles - scannedFiles;
  }

  /** The sizes of the files that were not read. */
  public long skippedBytes() {
    return totalBytes - scannedBytes;
  }
}
