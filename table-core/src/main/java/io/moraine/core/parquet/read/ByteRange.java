package io.moraine.core.parquet.read;

import io.moraine.core.store.ObjectReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Bytes of a file that several column chunks share. They are read when first needed, or ahead by
 * another thread: who comes first reads, and others wait for that. All but {@link #fetch} is for
 * one thread.
 */
final class ByteRange implements AutoCloseable {
  private final ObjectReader in;
  private final long from;
  private final int length;
  private final Prefetch prefetch;
  private int users;

  /** Completed by who reads; taken by setting {@link #taken} first. */
  private final CompletableFuture<byte[]> bytes = new CompletableFuture<>();

  private boolean taken;
  private boolean closed;

  /** {@code users} chunks have bytes here. */
  ByteRange(ObjectReader in, long from, int length, int users, Prefetch prefetch) {
    this.in = in;
    this.from = from;
    this.length = length;
    this.users = users;
    this.prefetch = prefetch;
  }

  long from() {
    return from;
  }

  long to() {
    return from + length;
  }

  int length() {
    return length;
  }

  private synchronized boolean take() {
    boolean first = !taken && !closed;
    taken = true;
    return first;
  }

  /** Reads the bytes unless somebody did or does, or nobody wants them any more. */
  void fetch() {
    if (!take()) {
      return;
    }
    byte[] target = Buffers.shared().take(length);
    try {
      in.read(from, target, 0, length);
    } catch (RuntimeException | Error e) {
      bytes.completeExceptionally(e);
      return;
    }
    synchronized (this) {
      bytes.complete(target);
      if (closed) {
        Buffers.shared().giveBack(target);
      }
    }
  }

  /** The bytes, from the array's start on. */
  byte[] read() {
    fetch();
    try {
      return bytes.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Says that one of the chunks has no use for the bytes any more. */
  void leave() {
    if (--users == 0) {
      close();
      prefetch.leave(this);
    }
  }

  /** Gives the bytes up: nobody may look at them any more. */
  @Override
  public synchronized void close() {
    if (!closed && bytes.isDone() && !bytes.isCompletedExceptionally()) {
      Buffers.shared().giveBack(bytes.join());
    }
    closed = true;
  }
}
