package io.moraine.connector.spark.write;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.log.action.AddFile;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/**
 * What one writer has written, told to the driver.
 *
 * @param sent the files
 * @param rows how many rows are in them
 * @param lastNumbers the last number of each identity column that gave one, by ordinal
 */
public record WrittenFiles(List<SentFile> sent, long rows, Map<Integer, Long> lastNumbers)
    implements WriterCommitMessage {
  private static final long serialVersionUID = 1;

  /** The files. */
  public List<AddFile> files() {
    return sent.stream().map(SentFile::file).toList();
  }
}
