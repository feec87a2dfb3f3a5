package io.moraine.engine.file.source;

import io.moraine.core.error.StorageException;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.store.ObjectStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A file to read rows from. */
public record SourceFile(ObjectStore store, String key, long sizeBytes) {
  private static final int BUFFER_BYTES = 256 << 10;

  /** The file's name, without its folder. */
  public String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Names the file in errors: a path on the local file system, a URI elsewhere. */
  public String location() {
    String root = store.root().getPath();
    return "file".equals(store.root().getScheme()) ? root + key : store.root() + key;
  }

  /** The bytes, in order; unpacked where the name ends in {@code .gz}. The caller closes it. */
  public InputStream open() {
    InputStream raw = new BufferedInputStream(new ObjectInputStream(store.open(key)), BUFFER_BYTES);
    if (!key.endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** An error for what went wrong while reading it. */
  public StorageException failure(IOException e) {
    return new StorageException("Cannot read %s: %s".formatted(location(), e.getMessage()), e);
  }

  private static final class ObjectInputStream extends InputStream {
    private final ObjectReader reader;
    private final long sizeBytes;
    private long position;

    ObjectInputStream(ObjectReader reader) {
      this.reader = reader;
      this.sizeBytes = reader.sizeBytes();
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == sizeBytes) {
        return length == 0 ? 0 : -1;
      }
      int count = (int) Math.min(length, sizeBytes - position);
      reader.read(position, target, offset, count);
      position += count;
      return count;
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
