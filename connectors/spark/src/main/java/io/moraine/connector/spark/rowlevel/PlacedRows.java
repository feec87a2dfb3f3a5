package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.write.WrittenFiles;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * What one task of an operation tells the driver.
 *
 * @param gone the positions of rows that go, by their files' paths
 * @param written the files with new rows
 * @param changes files with changed rows, for readers of changes
 */
record PlacedRows(
    Map<String, BitSet> gone,
    WrittenFiles written,
    List<SentFile> changes,
    long inserted,
    long updated,
    long deleted)
    implements WriterCommitMessage {
  private static final long serialVersionUID = 1;
}
