package io.moraine.compaction;

import io.moraine.core.error.InvalidInputException;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.TransactionContext;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries out plans on the environment's executor: rewrites their groups, several at once, and
 * commits them, all as one version unless {@link #withMaxBytesPerCommit} says otherwise. Immutable;
 * safe for use by many threads.
 *
 * <p>A group that another writer touches is dropped, and the others are committed. A run that fails
 * removes the files that it wrote and did not commit; only where it cannot be told whether a commit
 * happened do they stay. What it committed before stays committed: running the same plan again does
 * the rest.
 */
public final class OptimizeExecutor {
  private final TableLog log;
  private final TransactionContext context;
  private final long maxBytesPerCommit;
  private final OptimizeListener listener;
  private final Trigger trigger;
  private final Optional<RowSort> sort;

  /** Who wanted a run. */
  public enum Trigger {
    /** Somebody did. */
    ASKED,
    /** The table's properties do, after each change. */
    AUTO
  }

  /** An executor for the table of {@code log}, whose transactions share {@code context}. */
  public OptimizeExecutor(TableLog log, TransactionContext context) {
    this(log, context, Long.MAX_VALUE, OptimizeListener.NONE, Trigger.ASKED, Optional.empty());
  }

  private OptimizeExecutor(
      TableLog log,
      TransactionContext context,
      long maxBytesPerCommit,
      OptimizeListener listener,
      Trigger trigger,
      Optional<RowSort> sort) {
    this.log = Objects.requireNonNull(log, "log");
    this.context = Objects.requireNonNull(context, "context");
    this.maxBytesPerCommit = maxBytesPerCommit;
    this.listener = Objects.requireNonNull(listener, "listener");
    this.trigger = Objects.requireNonNull(trigger, "trigger");
    this.sort = Objects.requireNonNull(sort, "sort");
  }

  /**
   * The same, with a commit whenever groups of {@code bytes} are rewritten: what conflicts and
   * failures can undo is limited to that. A larger group is committed alone.
   */
  public OptimizeExecutor withMaxBytesPerCommit(long bytes) {
    if (bytes < 1) {
      throw new InvalidInputException(
          "OPTIMIZE needs at least 1 byte a commit, got %d".formatted(bytes));
    }
    return new OptimizeExecutor(log, context, bytes, listener, trigger, sort);
  }

  /** The same, with {@code newListener}. */
  public OptimizeExecutor withListener(OptimizeListener newListener) {
    return new OptimizeExecutor(log, context, maxBytesPerCommit, newListener, trigger, sort);
  }

  /** The same, with {@code newSort} for plans that put rows into another order. */
  public OptimizeExecutor withSort(RowSort newSort) {
    return new OptimizeExecutor(
        log, context, maxBytesPerCommit, listener, trigger, Optional.of(newSort));
  }

  /** The same, by {@code newTrigger}, which the table's history tells. */
  public OptimizeExecutor withTrigger(Trigger newTrigger) {
    return new OptimizeExecutor(log, context, maxBytesPerCommit, listener, newTrigger, sort);
  }

  /** As {@link #run(OptimizePlan, Snapshot)}, on the newest version. */
  public OptimizeResult run(OptimizePlan plan) {
    return run(plan, log.latest());
  }

  /**
   * Carries out {@code plan} on the table as {@code snapshot} has it: the version that was planned
   * for, or a later one. Commits nothing if nothing is to be done.
   *
   * @throws InvalidInputException if the plan is not for this table
   * @throws io.moraine.core.error.UnsupportedFeatureException if the table cannot be written
   * @throws io.moraine.log.txn.ConcurrentModificationException if what others committed meanwhile
   *     stands against all of it, as other metadata does
   * @throws io.moraine.log.commit.CommitStateUnknownException if it cannot be told whether a commit
   *     happened
   */
  public OptimizeResult run(OptimizePlan plan, Snapshot snapshot) {
    requireTable(plan, snapshot);
    if (plan.goal().reorders() && sort.isEmpty()) {
      throw new IllegalStateException("A plan that orders rows needs a sort: see withSort");
    }
    return new OptimizeRun(log, context, maxBytesPerCommit, listener, trigger, sort, plan)
        .run(snapshot);
  }

  private static void requireTable(OptimizePlan plan, Snapshot snapshot) {
    String id = snapshot.metadata().id();
    if (!id.equals(plan.tableId())) {
      throw new InvalidInputException(
          "Cannot optimize %s, whose id is %s, by a plan for %s, whose id is %s"
              .formatted(snapshot.table(), id, plan.table(), plan.tableId()));
    }
    if (snapshot.version() < plan.readVersion()) {
      throw new InvalidInputException(
          "Cannot optimize %s at version %d by a plan for version %d"
              .formatted(snapshot.table(), snapshot.version(), plan.readVersion()));
    }
  }
}
