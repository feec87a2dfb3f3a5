package io.moraine.connector.spark.write;

import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.connector.write.DataWriterFactory;
import org.apache.spark.sql.connector.write.streaming.StreamingDataWriterFactory;

/** Makes the writers of the tasks of one statement or of one step of a stream. */
record RowFileWriters(RowTarget target) implements DataWriterFactory, StreamingDataWriterFactory {
  private static final long serialVersionUID = 1;

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task) {
    return new RowFileWriter(target, partition, null);
  }

  @Override
  public DataWriter<InternalRow> createWriter(int partition, long task, long epoch) {
    return new RowFileWriter(target, partition, null);
  }
}
