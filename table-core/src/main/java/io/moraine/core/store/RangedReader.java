package io.moraine.core.store;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.CorruptFileException;
import java.util.Objects;

/**
 * Reads of an object in a service that was opened by a request for its last bytes: that tells its
 * size too, and has all of a small file, and the footer of most: one round trip instead of three.
 */
public abstract class RangedReader implements ObjectReader {
  /** How many of the last bytes are worth asking for. */
  public static final int TAIL_BYTES = 64 << 10;

  private final String location;
  private final byte[] tail;
  private final long sizeBytes;
  private final int partBytes;
  private final Environment environment;

  /**
   * A reader of an object that is open.
   *
   * @param tail its last bytes, which nobody changes
   * @param sizeBytes of all of it
   * @param partBytes the most that one request asks for; several are sent at once
   */
  protected RangedReader(
      String location, byte[] tail, long sizeBytes, int partBytes, Environment environment) {
    this.location = location;
    this.tail = tail;
    this.sizeBytes = sizeBytes;
    this.partBytes = partBytes;
    this.environment = environment;
  }

  /** Fills {@code target[offset .. offset + length)} with the object's bytes from there on. */
  protected abstract void fetch(long position, byte[] target, int offset, int length);

  @Override
  public final String location() {
    return location;
  }

  @Override
  public final long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public final void read(long position, byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (position < 0 || position + length > sizeBytes) {
      throw new CorruptFileException(
          location,
          position,
          "expected %d more bytes, the object has %d".formatted(length, sizeBytes));
    }
    long tailFrom = sizeBytes - tail.length;
    int before = (int) Math.max(0, Math.min(length, tailFrom - position));
    if (length > before) {
      int from = (int) (position + before - tailFrom);
      System.arraycopy(tail, from, target, offset + before, length - before);
    }
    int parts = (int) (((long) before + partBytes - 1) / partBytes);
    Parallel.in(environment)
        .forEach(
            parts,
            part -> {
              int from = part * partBytes;
              fetch(position + from, target, offset + from, Math.min(partBytes, before - from));
            });
  }

  @Override
  public void close() {}
}
