package io.moraine.compaction;

import io.moraine.compaction.OptimizeExecutor.Trigger;
import io.moraine.core.env.Environment;
import io.moraine.core.error.InvalidInputException;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.TransactionContext;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One run of a plan: batch after batch is found in the table, rewritten and committed. */
final class OptimizeRun {
  private final TableLog log;
  private final TransactionContext context;
  private final Environment environment;
  private final long maxBytesPerCommit;
  private final OptimizePlan plan;
  private final ProgressCount progress;
  private final OptimizeListener listener;
  private final Trigger trigger;
  private final Optional<RowSort> sort;
  private final List<Long> versions = new ArrayList<>();
  private final List<Rewritten> committed = new ArrayList<>();
  private final List<DroppedGroup> dropped = new ArrayList<>();

  OptimizeRun(
      TableLog log,
      TransactionContext context,
      long maxBytesPerCommit,
      OptimizeListener listener,
      Trigger trigger,
      Optional<RowSort> sort,
      OptimizePlan plan) {
    this.log = log;
    this.context = context;
    this.environment = context.environment();
    this.maxBytesPerCommit = maxBytesPerCommit;
    this.plan = plan;
    this.progress = new ProgressCount(plan, listener);
    this.listener = listener;
    this.trigger = trigger;
    this.sort = sort;
  }

  OptimizeResult run(Snapshot first) {
    Snapshot snapshot = first;
    List<List<FileGroup>> batches = batches();
    for (int i = 0; i < batches.size(); i++) {
      snapshot = i == 0 ? first : log.update(snapshot);
      snapshot.requireWritable();
      run(snapshot, batches.get(i));
    }
    return result(snapshot);
  }

  /** The plan's groups as they are committed together. */
  private List<List<FileGroup>> batches() {
    List<List<FileGroup>> batches = new ArrayList<>();
    List<FileGroup> batch = new ArrayList<>();
    long bytes = 0;
    for (FileGroup group : plan.groups()) {
      if (!batch.isEmpty() && bytes + group.sizeBytes() > maxBytesPerCommit) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(group);
      bytes += group.sizeBytes();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private void run(Snapshot snapshot, List<FileGroup> batch) {
    boolean tracked = snapshot.properties().enableRowTracking();
    TableScan.Builder all = all(snapshot);
    TableScan scan = (tracked ? all.withRowMetadata() : all).build();
    Map<FileGroup, List<ScanFile>> present = present(scan, batch);
    List<Rewritten> rewritten = rewrite(scan, batch, present);
    GroupCommit commit = new GroupCommit(log, context, plan, trigger, snapshot, rewritten);
    OptionalLong version = commit.run();
    commit.dropped().forEach(this::drop);
    if (version.isPresent()) {
      versions.add(version.getAsLong());
      committed.addAll(commit.rest());
      listener.committed(version.getAsLong(), commit.rest().size());
    }
  }

  private TableScan.Builder all(Snapshot snapshot) {
    return TableScan.of(snapshot, log.store()).zone(environment.clock().getZone());
  }

  /** The files of the groups of {@code batch} that are as they were planned; drops the others. */
  private Map<FileGroup, List<ScanFile>> present(TableScan scan, List<FileGroup> batch) {
    Set<String> wanted = new HashSet<>();
    batch.forEach(group -> group.files().forEach(file -> wanted.add(identity(scan, file.path()))));
    Map<String, ScanFile> live = new HashMap<>();
    for (ScanFile file : scan.files()) {
      String identity = identity(scan, file.path());
      if (wanted.contains(identity)) {
        live.put(identity, file);
      }
    }
    Map<FileGroup, List<ScanFile>> present = new HashMap<>();
    for (FileGroup group : batch) {
      List<ScanFile> files = new ArrayList<>();
      for (PlannedFile file : group.files()) {
        ScanFile found = live.get(identity(scan, file.path()));
        if (found != null) {
          requirePartition(group, found.add());
          files.add(found);
        }
      }
      if (files.size() == group.files().size()) {
        present.put(group, files);
      } else {
        progress.leaveOut(group);
        drop(
            new DroppedGroup(
                group,
                "at version %d, %d of its %d files have left the table"
                    .formatted(
                        scan.snapshot().version(),
                        group.files().size() - files.size(),
                        group.files().size())));
      }
    }
    return present;
  }

  private static String identity(TableScan scan, String path) {
    return scan.snapshot().paths().resolve(path).identity();
  }

  private void requirePartition(FileGroup group, AddFile file) {
    if (!group.partitionValues().equals(file.partitionValues())) {
      throw new InvalidInputException(
          "Cannot optimize %s: the plan has the file %s in partition %s, the table has it in %s"
              .formatted(
                  plan.table(), file.path(), group.partitionValues(), file.partitionValues()));
    }
  }

  private List<Rewritten> rewrite(
      TableScan scan, List<FileGroup> batch, Map<FileGroup, List<ScanFile>> present) {
    Optional<ClusterRewriter> ordering =
        plan.goal().reorders()
            ? sort.map(
                rows ->
                    new ClusterRewriter(scan, all(scan.snapshot()), environment, rows, plan.goal()))
            : Optional.empty();
    GroupRewriter rewriter =
        new GroupRewriter(scan, log.store(), environment, plan, ordering, progress::advance);
    List<FileGroup> groups = batch.stream().filter(present::containsKey).toList();
    Rewritten[] rewritten = new Rewritten[groups.size()];
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < rewritten.length; i++) {
      int index = i;
      FileGroup group = groups.get(i);
      tasks.add(() -> rewritten[index] = rewriter.rewrite(group, present.get(group)));
    }
    try {
      if (ordering.isPresent()) {
        // Each takes all threads, and all of the memory that there is for sorting.
        tasks.forEach(Runnable::run);
      } else {
        Tasks.run(environment, tasks);
      }
    } catch (RuntimeException | Error e) {
      discard(rewritten, e);
      throw e;
    }
    return List.of(rewritten);
  }

  /** Nothing of it was committed yet, so that also after an error all may go. */
  private static void discard(Rewritten[] rewritten, Throwable cause) {
    for (Rewritten group : rewritten) {
      if (group != null) {
        try {
          group.discard();
        } catch (RuntimeException | Error e) {
          cause.addSuppressed(e);
        }
      }
    }
  }

  private void drop(DroppedGroup group) {
    dropped.add(group);
    listener.dropped(group);
  }

  private OptimizeResult result(Snapshot snapshot) {
    List<AddFile> before = committed.stream().flatMap(group -> group.inputs().stream()).toList();
    List<AddFile> after = committed.stream().flatMap(group -> group.outputs().stream()).toList();
    return new OptimizeResult(
        versions,
        before.size(),
        before.stream().mapToLong(AddFile::size).sum(),
        after.size(),
        after.stream().mapToLong(AddFile::size).sum(),
        committed.size(),
        dropped,
        overlap(snapshot, before, after));
  }

  private Optional<OptimizeResult.Overlaps> overlap(
      Snapshot snapshot, List<AddFile> before, List<AddFile> after) {
    if (!plan.goal().reorders() || before.isEmpty()) {
      return Optional.empty();
    }
    List<ColumnPath> columns =
        plan.goal().columns().stream()
            .map(path -> ColumnPath.of(snapshot.table(), snapshot.schema(), path))
            .toList();
    return Optional.of(
        new OptimizeResult.Overlaps(
            Overlap.of(snapshot, before, columns), Overlap.of(snapshot, after, columns)));
  }
}
