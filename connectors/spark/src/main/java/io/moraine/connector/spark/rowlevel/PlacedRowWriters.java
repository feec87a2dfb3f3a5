package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.write.RowTarget;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DeltaWriter;
import org.apache.spark.sql.connector.write.DeltaWriterFactory;

/**
 * Makes the writers of an operation's tasks.
 *
 * @param files those that rows may go from, by their paths, where changes are recorded
 */
record PlacedRowWriters(RowTarget target, RowPlaces.Ordinals ordinals, Map<String, SentFile> files)
    implements DeltaWriterFactory {
  private static final long serialVersionUID = 1;

  @Override
  public DeltaWriter<InternalRow> createWriter(int partition, long task) {
    return new PlacedRowWriter(target, partition, ordinals, files);
  }
}
