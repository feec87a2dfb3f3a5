package io.moraine.engine.exec.spill;

import io.moraine.core.error.MoraineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A temporary file that one query writes what it cannot hold to. It is made when it is first
 * written to, only this user can read it, and its name is removed at once where the system allows
 * that, else when it is closed. Safe for use by several threads at once.
 */
public final class SpillFile implements AutoCloseable {
  private final AtomicLong size = new AtomicLong();
  private FileChannel channel;
  private boolean closed;

  /** Where bytes are. */
  record Place(long position, int length) {}

  /** How many bytes were written so far. */
  public long sizeBytes() {
    return size.get();
  }

  /** Writes all of {@code bytes}. */
  Place write(ByteBuffer bytes) {
    int length = bytes.remaining();
    long position = size.getAndAdd(length);
    try {
      FileChannel to = open();
      long at = position;
      while (bytes.hasRemaining()) {
        at += to.write(bytes, at);
      }
    } catch (IOException e) {
      throw failed("write to", e);
    }
    return new Place(position, length);
  }

  /** The bytes at {@code place}. */
  ByteBuffer read(Place place) {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try {
      FileChannel from = open();
      while (bytes.hasRemaining()) {
        if (from.read(bytes, place.position() + bytes.position()) < 0) {
          throw new IOException("it ends before byte " + (place.position() + place.length()));
        }
      }
    } catch (IOException e) {
      throw failed("read from", e);
    }
    return bytes.flip();
  }

  private synchronized FileChannel open() throws IOException {
    if (closed) {
      throw new IOException("the query has ended");
    }
    if (channel == null) {
      Path path = Files.createTempFile("moraine-", ".spill");
      channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        // The system keeps names of open files: closing removes it.
        path.toFile().deleteOnExit();
      }
    }
    return channel;
  }

  private static MoraineException failed(String what, IOException e) {
    return new MoraineException(
        "Cannot %s the temporary file of a query that does not fit its memory, in %s: %s"
            .formatted(what, System.getProperty("java.io.tmpdir"), e.getMessage()),
        e);
  }

  /** Removes the file; more than once is harmless. */
  @Override
  public synchronized void close() {
    closed = true;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      channel = null;
    }
  }
}
