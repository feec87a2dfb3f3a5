package io.moraine.engine.exec.memory;

/**
 * What one operator holds of a budget. Safe for use by several threads at once; closing gives
 * everything back.
 */
public final class Reservation implements AutoCloseable {
  private final MemoryBudget budget;
  private final String operator;
  private long bytes;

  Reservation(MemoryBudget budget, String operator) {
    this.budget = budget;
    this.operator = operator;
  }

  /** The budget that this is a part of. */
  public MemoryBudget budget() {
    return budget;
  }

  /** What is held. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Holds {@code more} bytes more if the budget has them; the seam where an operator may spill. */
  public synchronized boolean tryAdd(long more) {
    if (!budget.tryTake(more)) {
      return false;
    }
    bytes += more;
    return true;
  }

  /**
   * Holds {@code more} bytes more, or fewer if negative.
   *
   * @throws MemoryExhaustedException if the budget does not have them
   */
  public void add(long more) {
    if (!tryAdd(more)) {
      throw new MemoryExhaustedException(
          "%s needs %,d bytes more than the %,d it holds, but of the query's memory budget of %,d bytes %,d are in use. Raise the budget (--memory) or lower the number of rows it has to hold."
              .formatted(operator, more, bytes(), budget.limitBytes(), budget.usedBytes()));
    }
  }

  @Override
  public synchronized void close() {
    budget.tryTake(-bytes);
    bytes = 0;
  }
}
