package io.moraine.storage.hadoop;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.store.ObjectReader;
import java.io.IOException;
import java.util.Objects;
import org.apache.hadoop.fs.FSDataInputStream;

/** Positional reads, which many threads may make at once. */
record HadoopReader(String location, FSDataInputStream in, long sizeBytes) implements ObjectReader {
  @Override
  public void read(long position, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (position < 0 || position + length > sizeBytes) {
      throw new CorruptFileException(
          location,
          position,
          "expected %d more bytes, the file has %d".formatted(length, sizeBytes));
    }
    try {
      in.readFully(position, target, offset, length);
    } catch (IOException e) {
      throw HadoopStore.failure("read", location, e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw HadoopStore.failure("close", location, e);
    }
  }
}
