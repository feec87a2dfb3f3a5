package io.moraine.core.store;

import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.StorageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes an object of a service: a small one by one put, a larger one by parts of one size, several
 * of which are sent at once.
 */
public abstract class PartedWriter implements ObjectWriter {
  private static final int FIRST_BUFFER_BYTES = 64 << 10;

  private final String location;
  private final int partBytes;
  private final int partsAtOnce;
  private final Environment environment;

  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int buffered;
  private final List<byte[]> waiting = new ArrayList<>();
  private int sent;
  private boolean begun;
  private long position;
  private boolean open = true;

  /**
   * A writer of an object that is not begun yet.
   *
   * @param partBytes of all parts but the last
   * @param partsAtOnce how many parts may be sent at once, and are held for that
   */
  protected PartedWriter(String location, int partBytes, int partsAtOnce, Environment environment) {
    this.location = location;
    this.partBytes = partBytes;
    this.partsAtOnce = Math.min(partsAtOnce, environment.parallelism());
    this.environment = environment;
  }

  /** Puts the whole object, {@code content[0 .. length)}. */
  protected abstract void putWhole(byte[] content, int length);

  /** Begins an object of parts. */
  protected abstract void begin();

  /** Sends a part, {@code content[0 .. length)}; parts count from 0, and may come at once. */
  protected abstract void sendPart(int number, byte[] content, int length);

  /**
   * Makes the object of its parts appear.
   *
   * @param parts how many were sent
   */
  protected abstract void complete(int parts);

  /** Gives up an object that was begun. */
  protected abstract void abort();

  @Override
  public final String location() {
    return location;
  }

  @Override
  public final long position() {
    return position;
  }

  @Override
  public final void write(byte[] data, int offset, int length) {
    requireOpen();
    int from = offset;
    int left = length;
    while (left > 0) {
      if (buffered == partBytes) {
        endPart();
      }
      int some = Math.min(left, partBytes - buffered);
      if (buffered + some > buffer.length) {
        long larger = Math.max(2L * buffer.length, (long) buffered + some);
        buffer = Arrays.copyOf(buffer, (int) Math.min(partBytes, larger));
      }
      System.arraycopy(data, from, buffer, buffered, some);
      buffered += some;
      from += some;
      left -= some;
    }
    position += length;
  }

  private void endPart() {
    waiting.add(buffer);
    buffer = new byte[partBytes];
    buffered = 0;
    if (waiting.size() >= partsAtOnce) {
      send();
    }
  }

  private void send() {
    if (!begun) {
      begin();
      begun = true;
    }
    Parallel.in(environment)
        .forEach(waiting.size(), i -> sendPart(sent + i, waiting.get(i), waiting.get(i).length));
    sent += waiting.size();
    waiting.clear();
  }

  @Override
  public final void finish() {
    requireOpen();
    if (!begun && waiting.isEmpty()) {
      putWhole(buffer, buffered);
    } else {
      send();
      if (buffered > 0) {
        sendPart(sent, buffer, buffered);
        sent++;
      }
      complete(sent);
    }
    open = false;
  }

  @Override
  public final void close() {
    if (open) {
      open = false;
      waiting.clear();
      if (begun) {
        abort();
      }
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new StorageException("Cannot write to %s: it is closed".formatted(location));
    }
  }
}
