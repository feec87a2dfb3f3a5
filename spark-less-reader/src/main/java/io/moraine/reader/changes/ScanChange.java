package io.moraine.reader.changes;

import io.moraine.log.changes.FileChange;
import java.util.List;

/**
 * Changed rows of one file, to be read.
 *
 * @param version the version that changes them
 * @param timestampMillis when that was committed, in milliseconds since 1970-01-01T00:00Z
 * @param change which rows
 * @param partitionColumns the columns whose values the log has
 */
public record ScanChange(
    long version, long timestampMillis, FileChange change, List<String> partitionColumns) {
  public ScanChange {
    partitionColumns = List.copyOf(partitionColumns);
  }
}
