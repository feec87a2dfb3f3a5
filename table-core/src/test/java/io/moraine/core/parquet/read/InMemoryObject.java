package io.moraine.core.parquet.read;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.store.ObjectReader;

/** An object whose bytes are in memory. */
@SuppressWarnings("ArrayRecordComponent")
record InMemoryObject(String location, byte[] content) implements ObjectReader {
  @Override
  public long sizeBytes() {
    return content.length;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) {
    if (position < 0 || length < 0 || position > content.length - length) {
      throw new CorruptFileException(
          location, position, "%d bytes pass the end at %d".formatted(length, content.length));
    }
    System.arraycopy(content, (int) position, target, offset, length);
  }

  @Override
  public void close() {}
}
