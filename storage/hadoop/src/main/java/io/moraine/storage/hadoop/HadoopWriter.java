package io.moraine.storage.hadoop;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectWriter;
import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Writes a hidden file that becomes the object when it is finished. */
final class HadoopWriter implements ObjectWriter {
  private final String location;
  private final FSDataOutputStream out;
  private final FileSystem files;
  private final FileContext context;
  private final Path temporary;
  private final Path path;
  private long position;
  private boolean open = true;

  HadoopWriter(
      String location,
      FSDataOutputStream out,
      FileSystem files,
      FileContext context,
      Path temporary,
      Path path) {
    this.location = location;
    this.out = out;
    this.files = files;
    this.context = context;
    this.temporary = temporary;
    this.path = path;
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public void write(byte[] data, int offset, int length) {
    requireOpen();
    try {
      out.write(data, offset, length);
      position += length;
    } catch (IOException e) {
      throw HadoopStore.failure("write", location, e);
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
      out.hsync();
      out.close();
      context.rename(temporary, path, Options.Rename.OVERWRITE);
      open = false;
    } catch (IOException e) {
      throw HadoopStore.failure("finish", location, e);
    }
  }

  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      out.close();
      files.delete(temporary, false);
    } catch (IOException e) {
      throw HadoopStore.failure("give up", location, e);
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new StorageException("Cannot write to %s: it is closed".formatted(location));
    }
  }
}
