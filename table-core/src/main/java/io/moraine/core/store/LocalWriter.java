package io.moraine.core.store;

import io.moraine.core.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a hidden file that becomes the object when it is finished. */
final class LocalWriter implements ObjectWriter {
  private final Path path;
  private final Path temporary;
  private final FileChannel channel;
  private boolean finished;
  private long position;

  LocalWriter(Path path, Path temporary) throws IOException {
    this.path = path;
    this.temporary = temporary;
    this.channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
  }

  @Override
  public String location() {
    return path.toString();
  }

  @Override
  public void write(byte[] data, int offset, int length) {
    requireOpen();
    try {
      ByteBuffer buffer = ByteBuffer.wrap(data, offset, length);
      while (buffer.hasRemaining()) {
        position += channel.write(buffer);
      }
    } catch (IOException e) {
      throw LocalStore.failure("write", path, e);
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void finish() {
    requireOpen();
    try {
      channel.force(true);
      channel.close();
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      finished = true;
      Durability.forceFolder(path.getParent());
    } catch (IOException e) {
      throw LocalStore.failure("finish", path, e);
    }
  }

  @Override
  public void close() {
    if (finished) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw LocalStore.failure("close", path, e);
    } finally {
      LocalStore.deleteQuietly(temporary);
    }
  }

  private void requireOpen() {
    if (!channel.isOpen()) {
      throw new StorageException("Cannot write to %s: it is closed".formatted(path));
    }
  }
}
