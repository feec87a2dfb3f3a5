package io.moraine.compaction.restore;

import io.moraine.compaction.check.PresentFiles;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.CommitInfo;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.Protocol;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.CommitStep;
import io.moraine.log.txn.ConcurrentModificationException;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import io.moraine.log.txn.WinningCommit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes a table again what it was at an earlier version, as a new version: files that left since
 * come back, others go out, and the schema and the properties are those of then. Nothing is copied,
 * and the versions in between stay.
 *
 * <p>The protocol, the table's id and numbers that were given to rows and columns do not go back.
 * Progress of applications stays, as with Spark: what they wrote since is not written again.
 */
public final class Restore {
  private static final int NAMED_PROBLEMS = 3;

  private final TableLog log;
  private final TransactionContext context;
  private final Environment environment;

  /** Restores the table of {@code log}, whose transactions share {@code context}. */
  public Restore(TableLog log, TransactionContext context) {
    this.log = log;
    this.context = context;
    this.environment = context.environment();
  }

  /** Which version to come back to, for the table's history. */
  public sealed interface Point {
    /** A version. */
    record Version(long version) implements Point {}

    /** The version of a time, in milliseconds since 1970-01-01T00:00Z. */
    record Time(long millis) implements Point {}
  }

  /**
   * What a restoration to {@code point} would do. Changes nothing.
   *
   * @throws InvalidInputException if there is no such version (any more), or files of it are gone;
   *     the message says which
   * @throws io.moraine.core.error.UnsupportedFeatureException if the table cannot be written
   */
  public RestorePlan plan(Point point) {
    Snapshot current = log.latest();
    current.requireWritable();
    Snapshot target =
        point instanceof Point.Version version
            ? log.at(version.version())
            : log.asOf(((Point.Time) point).millis());
    if (!target.metadata().id().equals(current.metadata().id())) {
      throw new InvalidInputException(
          "Cannot restore %s to version %d: that was another table, whose id is %s"
              .formatted(current.table(), target.version(), target.metadata().id()));
    }
    RestorePlan plan = RestorePlan.between(current, target);
    requireRemovable(plan);
    requireFiles(plan);
    return plan;
  }

  private static void requireRemovable(RestorePlan plan) {
    if (plan.current().properties().appendOnly() && !plan.removed().isEmpty()) {
      throw new InvalidInputException(
          ("Cannot restore %s to version %d: its property delta.appendOnly is true, and %d files"
                  + " would go out. Set the property to false first")
              .formatted(plan.current().table(), plan.target().version(), plan.removed().size()));
    }
  }

  private void requireFiles(RestorePlan plan) {
    List<String> problems =
        new PresentFiles(plan.target(), log.store(), environment)
            .problems(plan.restored()).stream().map(PresentFiles.Problem::toString).toList();
    if (!problems.isEmpty()) {
      int more = problems.size() - Math.min(NAMED_PROBLEMS, problems.size());
      throw new InvalidInputException(
          ("Cannot restore %s to version %d: of its %d files %d cannot be brought back (%s%s);"
                  + " VACUUM may have removed them. Restore a later version, or copy the files back"
                  + " first")
              .formatted(
                  plan.current().table(),
                  plan.target().version(),
                  plan.target().files().size(),
                  problems.size(),
                  String.join("; ", problems.subList(0, problems.size() - more)),
                  more == 0 ? "" : "; and %d more".formatted(more)));
    }
  }

  /**
   * Restores the table to {@code point}; commits nothing if it is as it was.
   *
   * @throws InvalidInputException as {@link #plan} does; the table stays as it is
   * @throws io.moraine.log.txn.ConcurrentModificationException if others changed it meanwhile
   */
  public RestoreResult run(Point point) {
    RestorePlan plan = plan(point);
    Snapshot current = plan.current();
    Snapshot target = plan.target();
    RestoredMetadata restored = new RestoredMetadata(current, target);
    List<Action> actions = actions(plan, restored);
    OptionalLong version = OptionalLong.empty();
    if (!actions.isEmpty()) {
      Transaction transaction =
          Transaction.begin(guarded(plan), current, operation(point)).readWholeTable();
      transaction.addAll(actions);
      record(transaction, plan);
      version = OptionalLong.of(transaction.commit().version());
    }
    return new RestoreResult(
        version,
        plan.restored().size(),
        plan.restoredBytes(),
        plan.removed().size(),
        plan.removedBytes(),
        target.files().size(),
        target.files().sizeBytes());
  }

  private List<Action> actions(RestorePlan plan, RestoredMetadata restored) {
    List<Action> actions = new ArrayList<>();
    Protocol protocol = restored.protocol();
    if (!protocol.equals(plan.current().protocol())) {
      actions.add(protocol);
    }
    Metadata metadata = restored.metadata();
    if (!metadata.equals(plan.current().metadata())) {
      actions.add(metadata);
    }
    actions.addAll(restored.domains());
    long now = environment.nowMillis();
    plan.removed().forEach(file -> actions.add(file.removedAt(now)));
    plan.restored().forEach(file -> actions.add(changing(file)));
    return actions;
  }

  private static AddFile changing(AddFile file) {
    return file.withDeletionVector(file.deletionVector());
  }

  private static Operation operation(Point point) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (point instanceof Point.Version version) {
      parameters.put("version", Long.toString(version.version()));
    } else {
      parameters.put("timestamp", Instant.ofEpochMilli(((Point.Time) point).millis()).toString());
    }
    return Operation.of("RESTORE", parameters);
  }

  private static void record(Transaction transaction, RestorePlan plan) {
    transaction
        .metric("numRestoredFiles", plan.restored().size())
        .metric("restoredFilesSize", plan.restoredBytes())
        .metric("numRemovedFiles", plan.removed().size())
        .metric("removedFilesSize", plan.removedBytes())
        .metric("numOfFilesAfterRestore", plan.target().files().size())
        .metric("tableSizeAfterRestore", plan.target().files().sizeBytes());
  }

  /** A context whose commits are given up if a VACUUM began meanwhile, which may remove files. */
  private TransactionContext guarded(RestorePlan plan) {
    CommitStep guard =
        (actions, attempt) -> {
          for (WinningCommit winner : attempt.winners()) {
            if (!plan.restored().isEmpty() && isVacuum(winner)) {
              throw new ConcurrentModificationException(
                  winner.version(),
                  ("Cannot restore %s to version %d: version %d, written meanwhile, began a VACUUM,"
                          + " which may remove the files that come back. Repeat once it has ended.")
                      .formatted(
                          plan.current().table(), plan.target().version(), winner.version()));
            }
          }
          return actions;
        };
    return context.withStep(guard);
  }

  private static boolean isVacuum(WinningCommit winner) {
    for (Action action : winner.actions()) {
      if (action instanceof CommitInfo info) {
        Optional<String> operation = info.operation();
        if (operation.isPresent() && operation.get().equals("VACUUM START")) {
          return true;
        }
      }
    }
    return false;
  }
}
