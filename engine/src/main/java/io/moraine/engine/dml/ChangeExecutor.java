package io.moraine.engine.dml;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.Literal;
import io.moraine.engine.delta.DeltaScanSource;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.run.PlanRunner;
import io.moraine.log.action.AddFile;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.feature.FeatureGate;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Runs a change: reads what it needs, writes new files, rewrites files without the rows that go,
 * and commits both as one version. If it fails, the files that it wrote are removed; only where it
 * cannot be told whether the commit happened do they stay.
 */
final class ChangeExecutor {
  private final PlanRunner runner;
  private final TableChange change;
  private final Snapshot snapshot;
  private final TableHandle handle;
  private final RowPositions gone = new RowPositions();
  private final ChangedRows rows;
  private long copiedRows;

  ChangeExecutor(PlanRunner runner, TableChange change) {
    this.runner = runner;
    this.change = change;
    this.snapshot = change.target().snapshot();
    this.handle = change.target().handle();
    this.rows = new ChangedRows(change, gone, runner.evaluation());
  }

  ChangeSummary execute(ColumnIds ids) {
    snapshot.requireWritable();
    PlanRunner.Prepared prepared = runner.prepare(change.plan(), ids);
    Transaction transaction =
        Transaction.begin(
            handle.transactions(runner.environment()),
            snapshot,
            Operation.of(change.kind().logName(), change.parameters()));
    recordReads(transaction, prepared.sources());
    List<AddFile> whole = removedWhole();
    try (DataFileSink sink =
        DataFileSink.open(
            handle.store(), runner.environment(), snapshot.metadata(), SinkOptions.DEFAULT)) {
      try (BatchReader reader = prepared.run()) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          rows.take(batch, sink);
        }
      }
      List<AddFile> removed = new ArrayList<>(whole);
      removed.addAll(rewrite(sink));
      return commit(transaction, removed, whole, sink);
    }
  }

  private void recordReads(Transaction transaction, List<ScanSource> sources) {
    for (ScanSource source : sources) {
      if (source instanceof DeltaScanSource delta
          && delta.scan().snapshot().table().equals(snapshot.table())
          && !delta.scan().filter().equals(Literal.FALSE)) {
        transaction.read(
            delta.scan().filter(), delta.scan().files().stream().map(ScanFile::add).toList());
      }
    }
    if (change.removal() == TableChange.Removal.ALL) {
      transaction.readWholeTable();
    }
  }

  private List<AddFile> removedWhole() {
    return switch (change.removal()) {
      case NONE -> List.of();
      case ALL -> {
        List<AddFile> all = new ArrayList<>();
        snapshot.files().forEach(all::add);
        yield all;
      }
      case PROVEN ->
          scan().files().stream().filter(DmlBinder::isProven).map(ScanFile::add).toList();
    };
  }

  /** The one scan by which rows of the target got their addresses. */
  private TableScan scan() {
    if (change.scans().size() != 1) {
      throw new IllegalStateException(
          "A change needs one scan of its target, found " + change.scans().size());
    }
    return change.scans().get(0);
  }

  /** Copies the rows that stay out of the files that rows leave; returns those files. */
  private List<AddFile> rewrite(DataFileSink sink) {
    List<AddFile> removed = new ArrayList<>();
    if (gone.count() == 0) {
      return removed;
    }
    if (rows.updated() > 0) {
      FeatureGate.requireMovableRows(snapshot.metadata(), snapshot.table());
    }
    TableScan all = TableScan.of(snapshot, handle.store()).withRowAddresses().build();
    for (Map.Entry<Integer, BitSet> entry : gone.byFile().entrySet()) {
      ScanFile file = scan().files().get(entry.getKey());
      removed.add(file.add());
      if (FileStatistics.liveRowCount(file.add()) != entry.getValue().cardinality()) {
        copy(all, file, entry.getValue(), sink);
      }
    }
    return removed;
  }

  private void copy(TableScan all, ScanFile file, BitSet without, DataFileSink sink) {
    FeatureGate.requireMovableRows(snapshot.metadata(), snapshot.table());
    int width = snapshot.schema().size();
    int[] columns = new int[width];
    for (int i = 0; i < width; i++) {
      columns[i] = i;
    }
    try (BatchReader reader = all.open(file)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        int[] selection = new int[batch.rowCount()];
        int kept = RowPositions.selectOthers(batch, width + 1, without, selection);
        if (kept > 0) {
          sink.write(batch.project(columns).select(selection, kept));
          copiedRows += kept;
        }
      }
    }
  }

  private ChangeSummary commit(
      Transaction transaction, List<AddFile> removed, List<AddFile> whole, DataFileSink sink) {
    List<AddFile> added = sink.finish();
    long deleted =
        rows.deleted()
            + whole.stream()
                .mapToLong(file -> Math.max(0, FileStatistics.liveRowCount(file)))
                .sum();
    if (added.isEmpty() && removed.isEmpty()) {
      return new ChangeSummary(OptionalLong.empty(), 0, 0, 0, 0, 0, 0);
    }
    long now = runner.environment().nowMillis();
    removed.forEach(file -> transaction.add(file.removedAt(now)));
    transaction.addAll(added);
    ChangeMetrics.record(
        transaction, change.kind(), rows, deleted, copiedRows, added, removed.size());
    try {
      CommitResult result = transaction.commit();
      return new ChangeSummary(
          OptionalLong.of(result.version()),
          rows.inserted(),
          rows.updated(),
          deleted,
          added.size(),
          removed.size(),
          result.attempts());
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      sink.discard();
      throw e;
    }
  }
}
