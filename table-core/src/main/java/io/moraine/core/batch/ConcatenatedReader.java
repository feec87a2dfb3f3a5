package io.moraine.core.batch;

import io.moraine.core.type.StructType;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads one reader after the other, of which at most one is open. */
public final class ConcatenatedReader implements BatchReader {
  private final StructType schema;
  private Iterator<BatchReader> rest;
  private @Nullable BatchReader current;

  /**
   * What {@code readers} give, one after the other.
   *
   * @param schema that of each of them
   * @param readers opens each when it is asked for, which is when those before are closed
   */
  public ConcatenatedReader(StructType schema, Iterator<BatchReader> readers) {
    this.schema = schema;
    this.rest = readers;
  }

  @Override
  public StructType schema() {
    return schema;
  }

  @Override
  public @Nullable ColumnBatch next() {
    while (true) {
      BatchReader reader = current;
      if (reader == null) {
        if (!rest.hasNext()) {
          return null;
        }
        reader = rest.next();
        current = reader;
      }
      ColumnBatch batch = reader.next();
      if (batch != null) {
        return batch;
      }
      closeCurrent();
    }
  }

  @Override
  public void close() {
    rest = Collections.emptyIterator();
    closeCurrent();
  }

  private void closeCurrent() {
    BatchReader reader = current;
    current = null;
    if (reader != null) {
      reader.close();
    }
  }
}
