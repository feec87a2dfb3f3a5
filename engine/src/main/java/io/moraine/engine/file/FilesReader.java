package io.moraine.engine.file;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.engine.physical.ScanSplit;
import java.util.Iterator;

/** Reads one split after the other; at most one is open. */
final class FilesReader implements BatchReader {
  private final StructType schema;
  private final Iterator<ScanSplit> splits;
  private BatchReader current;

  FilesReader(StructType schema, Iterator<ScanSplit> splits) {
    this.schema = schema;
    this.splits = splits;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public ColumnBatch next() {
    while (current != null || splits.hasNext()) {
      if (current == null) {
        current = splits.next().open();
      }
      ColumnBatch batch = current.next();
      if (batch != null) {
        return batch;
      }
      close();
    }
    return null;
  }

  @Override
  public void close() {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
