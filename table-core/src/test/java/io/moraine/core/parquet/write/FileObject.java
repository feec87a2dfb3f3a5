package io.moraine.core.parquet.write;

import io.moraine.core.store.ObjectWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An object that becomes a file when it is finished. */
final class FileObject implements ObjectWriter {
  private final Path file;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean closed;

  FileObject(Path file) {
    this.file = file;
  }

  @Override
  public String location() {
    return file.toString();
  }

  @Override
  public void write(byte[] data, int offset, int length) {
    bytes.write(data, offset, length);
  }

  @Override
  public long position() {
    return bytes.size();
  }

  @Override
  public void finish() {
    try {
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
