package io.moraine.connector.spark.procedure;

import io.moraine.compaction.FileGroup;
import io.moraine.compaction.OptimizeOptions;
import io.moraine.compaction.OptimizePlan;
import io.moraine.compaction.OptimizePlanner;
import io.moraine.compaction.PlannedFile;
import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.table.SentSnapshot;
import io.moraine.connector.spark.table.TablePlace;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/** Carries a plan to join a table's small files out by Spark's tasks, and commits once. */
final class DistributedOptimize {
  private final TablePlace place;
  private final Snapshot snapshot;

  DistributedOptimize(TablePlace place) {
    this.place = place;
    this.snapshot = place.latest();
    snapshot.requireWritable();
  }

  /** What became of it. */
  record Outcome(long version, long removedFiles, long addedFiles) {}

  /** Joins the files; the version stays what it was if there is nothing to do. */
  Outcome run(SparkSession session) {
    OptimizePlan plan = OptimizePlanner.plan(snapshot, OptimizeOptions.DEFAULT);
    if (plan.isEmpty()) {
      return new Outcome(snapshot.version(), 0, 0);
    }
    Map<String, AddFile> files = new HashMap<>();
    snapshot.files().forEach(file -> files.put(file.path(), file));
    SentSnapshot sent =
        SentSnapshot.of(place, snapshot, ZoneId.of(SQLConf.get().sessionLocalTimeZone()));
    List<RewriteTask> tasks = new ArrayList<>();
    List<AddFile> removed = new ArrayList<>();
    for (FileGroup group : plan.groups()) {
      List<AddFile> inputs = group.files().stream().map(PlannedFile::path).map(files::get).toList();
      removed.addAll(inputs);
      tasks.add(new RewriteTask(sent, SentFile.of(inputs)));
    }
    List<AddFile> added =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(tasks, tasks.size())
            .flatMap(task -> task.run().iterator())
            .collect()
            .stream()
            .map(SentFile::file)
            .map(AddFile::withoutDataChange)
            .toList();
    try {
      return new Outcome(commit(removed, added), removed.size(), added.size());
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      place
          .handle()
          .store()
          .deleteAll(
              added.stream().map(file -> snapshot.paths().resolve(file.path()).key()).toList());
      throw e;
    }
  }

  private long commit(List<AddFile> removed, List<AddFile> added) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("predicate", "[]");
    parameters.put("auto", "false");
    parameters.put("clusterBy", "[]");
    parameters.put("zOrderBy", "[]");
    Transaction transaction =
        Transaction.begin(
            place.handle().transactions(OpenPlaces.environment()),
            snapshot,
            Operation.rearranging("OPTIMIZE", parameters));
    long now = OpenPlaces.environment().nowMillis();
    transaction.readFiles(removed);
    removed.forEach(file -> transaction.add(file.removedAt(now).withoutDataChange()));
    return transaction
        .addAll(added)
        .metric("numRemovedFiles", removed.size())
        .metric("numAddedFiles", added.size())
        .metric("numRemovedBytes", removed.stream().mapToLong(AddFile::size).sum())
        .metric("numAddedBytes", added.stream().mapToLong(AddFile::size).sum())
        .commit()
        .version();
  }
}
