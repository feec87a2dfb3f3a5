package io.moraine.engine.exec.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the operators of a query may hold together: hash tables, sort buffers, rows kept
 * for later. Safe for use by several threads at once.
 */
public final class MemoryBudget {
  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicLong peakBytes = new AtomicLong();

  private MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** A budget of {@code limitBytes}. */
  public static MemoryBudget ofBytes(long limitBytes) {
    if (limitBytes < 1) {
      throw new IllegalArgumentException(
          "A memory budget needs at least 1 byte, got %d".formatted(limitBytes));
    }
    return new MemoryBudget(limitBytes);
  }

  /** A budget that refuses nothing. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget(Long.MAX_VALUE);
  }

  /** The most that may be held at once. */
  public long limitBytes() {
    return limitBytes;
  }

  /** What is held now. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** The most that was held at once so far. */
  public long peakBytes() {
    return peakBytes.get();
  }

  /** Whether so much is held that who can spill should: operators may still need the rest. */
  public boolean isTight() {
    return usedBytes.get() > limitBytes / 2;
  }

  /** An empty reservation for {@code operator}, which errors name. */
  public Reservation reserve(String operator) {
    return new Reservation(this, operator);
  }

  /** Takes {@code bytes} more, or gives some back; false if the budget does not have them. */
  boolean tryTake(long bytes) {
    long used = usedBytes.addAndGet(bytes);
    if (bytes > 0 && used > limitBytes) {
      usedBytes.addAndGet(-bytes);
      return false;
    }
    peakBytes.accumulateAndGet(used, Math::max);
    return true;
  }
}
