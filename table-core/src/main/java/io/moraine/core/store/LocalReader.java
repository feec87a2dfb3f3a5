package io.moraine.core.store;

import io.moraine.core.error.CorruptFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Positional reads of a local file. */
final class LocalReader implements ObjectReader {
  /**
   * The JDK reads by way of a buffer outside of the heap: this much stays in a processor's cache.
   */
  private static final int PIECE_BYTES = 256 << 10;

  private final Path path;
  private final FileChannel channel;
  private final long sizeBytes;

  LocalReader(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new NoSuchFileException(path.toString());
    }
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
    this.sizeBytes = channel.size();
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
      long at = position;
      int end = offset + length;
      while (buffer.position() < end) {
        buffer.limit(Math.min(end, buffer.position() + PIECE_BYTES));
        int read = channel.read(buffer, at);
        if (read < 0) {
          throw new CorruptFileException(
              path.toString(),
              at,
              "expected %d more bytes, the file has %d"
                  .formatted(end - buffer.position(), sizeBytes));
        }
        at += read;
      }
    } catch (IOException e) {
      throw LocalStore.failure("read", path, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw LocalStore.failure("close", path, e);
    }
  }
}
