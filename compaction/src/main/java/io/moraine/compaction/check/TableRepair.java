package io.moraine.compaction.check;

import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.checkpoint.CheckpointWriter;
import io.moraine.log.json.ActionWriter;
import io.moraine.log.segment.CheckpointFiles;
import io.moraine.log.segment.LogFile;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.log.txn.TransactionContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Mends what a check found, as far as that can be done: files of which rows cannot be read any more
 * leave the table by one commit, and another replaces wrong statistics; broken checkpoints go, and
 * a new one is written. What is replaced is kept below {@code _delta_log/_repaired/}.
 */
public final class TableRepair {
  private static final String BACKUP = LogFile.FOLDER + "/_repaired/";

  private final TableLog log;
  private final TransactionContext context;

  /** Mends the table of {@code log}, whose transactions share {@code context}. */
  public TableRepair(TableLog log, TransactionContext context) {
    this.log = log;
    this.context = context;
  }

  /**
   * What was mended.
   *
   * @param version that was committed last; empty if no file had to be changed in the log
   * @param removedFiles files that left the table
   * @param correctedFiles files whose statistics were replaced
   * @param removedCheckpoints checkpoints that went
   * @param backups keys of what was replaced
   */
  public record Outcome(
      OptionalLong version,
      long removedFiles,
      long correctedFiles,
      long removedCheckpoints,
      List<String> backups) {
    public Outcome {
      backups = List.copyOf(backups);
    }
  }

  /**
   * Mends what {@code report} found.
   *
   * @throws io.moraine.log.txn.ConcurrentModificationException if others changed these files since
   * @throws io.moraine.core.error.MoraineException if rows may not be removed from the table
   */
  public Outcome run(CheckReport report) {
    List<String> backups = new ArrayList<>();
    OptionalLong version = OptionalLong.empty();
    // What changes rows and what does not cannot be one commit: readers of changes tell them apart.
    if (!report.lost().isEmpty()) {
      version = OptionalLong.of(remove(report, backups));
    }
    if (!report.corrected().isEmpty()) {
      version = OptionalLong.of(correct(report, backups));
    }
    if (!report.brokenCheckpoints().isEmpty()) {
      checkpoints(report.brokenCheckpoints(), backups);
    }
    return new Outcome(
        version,
        report.lost().size(),
        report.corrected().size(),
        report.brokenCheckpoints().size(),
        backups);
  }

  private long remove(CheckReport report, List<String> backups) {
    Snapshot snapshot = report.snapshot();
    snapshot.requireWritable();
    List<AddFile> lost = report.lost();
    Map<String, String> parameters = Map.of("numRemovedFiles", Integer.toString(lost.size()));
    Transaction transaction =
        Transaction.begin(context, snapshot, Operation.of("FSCK", parameters)).readFiles(lost);
    long now = context.environment().nowMillis();
    lost.forEach(file -> transaction.add(file.removedAt(now)));
    backups.add(backup(snapshot, lost));
    return transaction
        .metric("numRemovedFiles", lost.size())
        .metric("removedFilesSize", lost.stream().mapToLong(AddFile::size).sum())
        .commit()
        .version();
  }

  private long correct(CheckReport report, List<String> backups) {
    Snapshot snapshot = report.snapshot();
    snapshot.requireWritable();
    Map<String, AddFile> before = new HashMap<>();
    snapshot.files().forEach(file -> before.put(file.path(), file));
    List<AddFile> replaced =
        report.corrected().stream().map(file -> before.getOrDefault(file.path(), file)).toList();
    Map<String, String> parameters = Map.of("numCorrectedFiles", Integer.toString(replaced.size()));
    Transaction transaction =
        Transaction.begin(context, snapshot, Operation.rearranging("FSCK", parameters))
            .readFiles(replaced);
    report.corrected().forEach(transaction::add);
    backups.add(backup(snapshot, replaced));
    return transaction.metric("numCorrectedFiles", replaced.size()).commit().version();
  }

  private String backup(Snapshot snapshot, List<? extends Action> actions) {
    StringBuilder lines = new StringBuilder();
    actions.forEach(action -> lines.append(ActionWriter.write(action)).append('\n'));
    String key =
        BACKUP + "%020d.%s.json".formatted(snapshot.version(), context.environment().newId());
    log.store().put(key, lines.toString().getBytes(StandardCharsets.UTF_8));
    return key;
  }

  private void checkpoints(List<CheckpointFiles> broken, List<String> backups) {
    ObjectStore store = log.store();
    for (CheckpointFiles checkpoint : broken) {
      for (LogFile file : checkpoint.files()) {
        String key = file.status().key();
        String backup = BACKUP + key.substring(key.lastIndexOf('/') + 1);
        store.put(backup, store.read(key));
        store.delete(key);
        backups.add(backup);
      }
    }
    new CheckpointWriter(store, context.environment()).write(log.latest());
  }
}
