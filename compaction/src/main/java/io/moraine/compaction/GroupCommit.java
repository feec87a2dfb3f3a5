package io.moraine.compaction;

import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.core.env.Environment;
import io.moraine.core.json.JsonWriter;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.RemoveFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.path.DataPaths;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.ConcurrentDeleteDeleteException;
import io.moraine.log.txn.ConcurrentDeleteReadException;
import io.moraine.log.txn.ConcurrentModificationException;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Commits rewritten groups as one version, without those whose files others removed meanwhile. The
 * new files of groups that certainly are not committed are removed.
 */
final class GroupCommit {
  private final TableLog log;
  private final TransactionContext context;
  private final Operation operation;
  private final Snapshot snapshot;
  private final DataPaths paths;
  private final List<DroppedGroup> dropped = new ArrayList<>();
  private List<Rewritten> rest;

  /** A commit of {@code groups}, which were read at {@code snapshot}. */
  GroupCommit(
      TableLog log,
      TransactionContext context,
      OptimizePlan plan,
      Trigger trigger,
      Snapshot snapshot,
      List<Rewritten> groups) {
    this.log = log;
    this.context = context;
    this.operation = operation(plan, trigger);
    this.snapshot = snapshot;
    this.paths = snapshot.paths();
    this.rest = List.copyOf(groups);
  }

  /** The parameters as Spark writes them. */
  private static Operation operation(OptimizePlan plan, Trigger trigger) {
    Goal goal = plan.goal();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("predicate", array(plan.predicate()));
    if (goal.kind() == Goal.Kind.PURGE) {
      parameters.put("applyPurge", "true");
      return Operation.rearranging("REORG", parameters);
    }
    List<String> columns = goal.columnTexts();
    parameters.put("auto", String.valueOf(trigger == Trigger.AUTO));
    parameters.put("clusterBy", array(goal.kind() == Goal.Kind.CLUSTER ? columns : List.of()));
    parameters.put("zOrderBy", array(goal.kind() == Goal.Kind.ZORDER ? columns : List.of()));
    if (goal.kind() == Goal.Kind.CLUSTER) {
      parameters.put("isFull", String.valueOf(goal.full()));
    }
    return Operation.rearranging("OPTIMIZE", parameters);
  }

  private static String array(List<String> texts) {
    JsonWriter json = new JsonWriter().beginArray();
    texts.forEach(json::value);
    return json.endArray().toString();
  }

  /**
   * Commits what others leave to commit; nothing if they leave nothing.
   *
   * @throws ConcurrentModificationException if they stand against all of it
   * @throws CommitStateUnknownException if it cannot be told whether it happened
   */
  OptionalLong run() {
    try {
      while (!rest.isEmpty()) {
        try {
          return OptionalLong.of(transaction().commit().version());
        } catch (ConcurrentDeleteReadException | ConcurrentDeleteDeleteException e) {
          dropTouched(e);
        }
      }
      return OptionalLong.empty();
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      rest.forEach(Rewritten::discard);
      throw e;
    }
  }

  /** The groups that were committed. */
  List<Rewritten> rest() {
    return rest;
  }

  /** The groups that others touched. */
  List<DroppedGroup> dropped() {
    return List.copyOf(dropped);
  }

  /** Always from what was read: a later start would leave out the checks of what came between. */
  private Transaction transaction() {
    Environment environment = context.environment();
    Transaction transaction = Transaction.begin(context, snapshot, operation);
    List<AddFile> removed = new ArrayList<>();
    List<AddFile> added = new ArrayList<>();
    rest.forEach(group -> removed.addAll(group.inputs()));
    rest.forEach(group -> added.addAll(group.outputs()));
    long now = environment.nowMillis();
    transaction.readFiles(removed);
    removed.forEach(file -> transaction.add(file.removedAt(now).withoutDataChange()));
    transaction.addAll(added);
    RewriteMetrics.record(transaction, removed, added);
    return transaction;
  }

  private void dropTouched(ConcurrentModificationException conflict) {
    Set<String> removed = new HashSet<>();
    for (Action action : log.commit(conflict.winningVersion())) {
      if (action instanceof RemoveFile remove) {
        removed.add(paths.resolve(remove.path()).identity());
      }
    }
    List<Rewritten> untouched = new ArrayList<>();
    for (Rewritten group : rest) {
      boolean touched =
          group.inputs().stream()
              .anyMatch(file -> removed.contains(paths.resolve(file.path()).identity()));
      if (touched) {
        dropped.add(
            new DroppedGroup(
                group.group(),
                "version %d, written meanwhile, removed files of it"
                    .formatted(conflict.winningVersion())));
        group.discard();
      } else {
        untouched.add(group);
      }
    }
    if (untouched.size() == rest.size()) {
      throw conflict;
    }
    rest = List.copyOf(untouched);
  }
}
