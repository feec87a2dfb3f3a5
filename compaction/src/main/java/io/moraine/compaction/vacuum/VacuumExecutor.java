package io.moraine.compaction.vacuum;

import io.moraine.compaction.Progress;
import io.moraine.core.env.Environment;
import io.moraine.core.env.Parallel;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Carries out plans: records in the table's history that files begin to go, removes them, many at
 * once, and records the end, as Spark does. Immutable; safe for use by many threads.
 *
 * <p>After the first of these commits the newest version is looked at again: a file that it has, as
 * RESTORE may have brought it back, stays. A run that ends early has removed some of the files;
 * another plan has the rest.
 */
public final class VacuumExecutor {
  private static final int REMOVED_AT_ONCE = 500;

  private final TableLog log;
  private final TransactionContext context;
  private final Consumer<Progress> listener;

  /** An executor for the table of {@code log}, whose transactions share {@code context}. */
  public VacuumExecutor(TableLog log, TransactionContext context) {
    this(log, context, progress -> {});
  }

  private VacuumExecutor(TableLog log, TransactionContext context, Consumer<Progress> listener) {
    this.log = log;
    this.context = context;
    this.listener = listener;
  }

  /**
   * The same with a listener, which hears how far it is, one call at a time; what it throws ends
   * the run.
   */
  public VacuumExecutor withListener(Consumer<Progress> newListener) {
    return new VacuumExecutor(log, context, newListener);
  }

  /**
   * Removes the files of {@code plan}.
   *
   * @throws InvalidInputException if it is not for this table
   * @throws io.moraine.core.error.UnsupportedFeatureException if the table cannot be written
   * @throws io.moraine.core.error.StorageException if a file cannot be removed; others may be
   */
  public VacuumResult run(VacuumPlan plan) {
    Snapshot snapshot = log.latest();
    if (!snapshot.metadata().id().equals(plan.tableId())) {
      throw new InvalidInputException(
          "Cannot vacuum %s, whose id is %s, by a plan for %s, whose id is %s"
              .formatted(snapshot.table(), snapshot.metadata().id(), plan.table(), plan.tableId()));
    }
    snapshot.requireWritable();
    start(snapshot, plan);
    long deleted = 0;
    try {
      Snapshot newest = log.update(snapshot);
      newest.requireWritable();
      List<VacuumFile> files = still(plan, newest);
      deleted = files.size();
      remove(files);
      plan.expiredVersion().ifPresent(version -> LastVacuum.remember(log.store(), version));
      long version = end("COMPLETED", plan, deleted);
      return new VacuumResult(
          version,
          deleted,
          files.stream().mapToLong(VacuumFile::sizeBytes).sum(),
          plan.files().size() - deleted);
    } catch (RuntimeException | Error e) {
      failed(plan, e);
      throw e;
    }
  }

  private void start(Snapshot snapshot, VacuumPlan plan) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("retentionCheckEnabled", Boolean.toString(plan.checked()));
    plan.specifiedMillis()
        .ifPresent(millis -> parameters.put("specifiedRetentionMillis", Long.toString(millis)));
    parameters.put("defaultRetentionMillis", Long.toString(plan.tableRetentionMillis()));
    Transaction.begin(context, snapshot, Operation.rearranging("VACUUM START", parameters))
        .metric("numFilesToDelete", plan.files().size())
        .metric("sizeOfDataToDelete", plan.sizeBytes())
        .commit();
  }

  private long end(String status, VacuumPlan plan, long deleted) {
    Operation operation = Operation.rearranging("VACUUM END", Map.of("status", status));
    return Transaction.begin(context, log.latest(), operation)
        .metric("numDeletedFiles", deleted)
        .metric("numVacuumedDirectories", plan.folders())
        .commit()
        .version();
  }

  private void failed(VacuumPlan plan, Throwable cause) {
    try {
      end("FAILED", plan, 0);
    } catch (RuntimeException | Error e) {
      cause.addSuppressed(e);
    }
  }

  /** The planned files that {@code newest} does not have. */
  private List<VacuumFile> still(VacuumPlan plan, Snapshot newest) {
    if (newest.version() == plan.version() + 1) {
      // Nothing but our own commit came since.
      return plan.files();
    }
    Environment environment = context.environment();
    NeededFiles needed =
        new NeededFiles(newest, log.store(), environment.nowMillis() - plan.retentionMillis());
    List<VacuumFile> files = new ArrayList<>();
    for (VacuumFile file : plan.files()) {
      if (!needed.contains(file.key())) {
        files.add(file);
      }
    }
    return files;
  }

  private void remove(List<VacuumFile> files) {
    ObjectStore store = log.store();
    int tasks = (files.size() + REMOVED_AT_ONCE - 1) / REMOVED_AT_ONCE;
    RemovedCount count = new RemovedCount(files, listener);
    Parallel.in(context.environment())
        .forEach(
            tasks,
            task -> {
              int from = task * REMOVED_AT_ONCE;
              List<VacuumFile> some =
                  files.subList(from, Math.min(from + REMOVED_AT_ONCE, files.size()));
              store.deleteAll(some.stream().map(VacuumFile::key).toList());
              count.advance(some);
            });
  }
}
