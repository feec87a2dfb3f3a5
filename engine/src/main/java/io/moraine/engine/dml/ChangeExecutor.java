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
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.txn.CommitResult;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Runs a change: reads what it needs, writes new files, takes the rows that go out of their files,
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
  private final RowRemoval removal;

  ChangeExecutor(PlanRunner runner, TableChange change) {
    this.runner = runner;
    this.change = change;
    this.snapshot = change.target().snapshot();
    this.handle = change.target().handle();
    this.rows = new ChangedRows(change, gone, runner.evaluation());
    this.removal = new RowRemoval(snapshot, handle.store(), runner.environment());
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
                handle.store(),
                runner.environment(),
                snapshot.metadata(),
                SinkOptions.DEFAULT.withLayout(layout()));
        ChangeFiles files = new ChangeFiles(record())) {
      try (BatchReader reader = prepared.run()) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          rows.take(batch, sink, files.record());
        }
      }
      rows.requireNoViolation();
      if (gone.count() > 0) {
        removal.remove(gone, scan().files(), sink);
      }
      return commit(transaction, whole, sink, files);
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      try {
        removal.discard();
      } catch (RuntimeException inVain) {
        e.addSuppressed(inVain);
      }
      throw e;
    }
  }

  /** What data files hold: ids, too, where rows of other files may come to them. */
  private SinkLayout layout() {
    SinkLayout layout =
        SinkLayout.of(snapshot.protocol(), snapshot.metadata(), snapshot.domainMetadata());
    return change.layout().tracked()
        ? layout.withExtraColumns(RowTracking.columns(snapshot.properties()))
        : layout;
  }

  private Optional<ChangeRecord> record() {
    return change.layout().recorded()
        ? Optional.of(new ChangeRecord(handle.store(), runner.environment(), snapshot.metadata()))
        : Optional.empty();
  }

  /** The record of changes, if there is one, to be closed. */
  private record ChangeFiles(Optional<ChangeRecord> record) implements AutoCloseable {
    @Override
    public void close() {
      record.ifPresent(ChangeRecord::close);
    }

    void discard() {
      record.ifPresent(ChangeRecord::discard);
    }
  }

  private void recordReads(Transaction transaction, List<ScanSource> sources) {
    for (ScanSource source : sources) {
      if (source instanceof DeltaScanSource delta
          && delta.scan().snapshot().table().equals(snapshot.table())
          && !delta.scan().filter().equals(Literal.FALSE)) {
        transaction.readPaths(
            delta.scan().filter(), delta.scan().files().stream().map(ScanFile::path).toList());
      }
    }
    if (change.removal() == TableChange.Removal.ALL) {
      transaction.readWholeTable();
    } else if (decidesRowByRow(sources)) {
      transaction.decidesRowByRow();
    }
  }

  /** Whether the plan reads nothing but the rows that it changes, each once. */
  private boolean decidesRowByRow(List<ScanSource> sources) {
    boolean inPlace =
        change.kind() == TableChange.Kind.DELETE || change.kind() == TableChange.Kind.UPDATE;
    return inPlace && sources.size() == 1 && change.scans().size() == 1;
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

  private ChangeSummary commit(
      Transaction transaction, List<AddFile> whole, DataFileSink sink, ChangeFiles files) {
    List<AddFile> added = sink.finish();
    try {
      return commit(transaction, whole, added, files);
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      sink.discard();
      files.discard();
      throw e;
    }
  }

  private ChangeSummary commit(
      Transaction transaction, List<AddFile> whole, List<AddFile> added, ChangeFiles files) {
    List<AddFile> removed = new ArrayList<>(whole);
    removed.addAll(removal.left());
    long deleted =
        rows.deleted()
            + whole.stream()
                .mapToLong(file -> Math.max(0, FileStatistics.liveRowCount(file)))
                .sum();
    if (added.isEmpty() && removed.isEmpty() && removal.marked().isEmpty()) {
      return new ChangeSummary(OptionalLong.empty(), 0, 0, 0, 0, 0, 0);
    }
    // Rows that only come are told of by their files.
    if (rows.updated() > 0 || rows.deleted() > 0) {
      files.record().ifPresent(record -> transaction.addAll(record.finish()));
    }
    rows.schemaAfter().ifPresent(schema -> transaction.add(snapshot.metadata().withSchema(schema)));
    long now = runner.environment().nowMillis();
    removed.forEach(file -> transaction.add(file.removedAt(now)));
    removal.unmarked().forEach(file -> transaction.add(file.removedAt(now)));
    transaction.addAll(removal.marked());
    transaction.addAll(added);
    ChangeMetrics.record(transaction, change.kind(), rows, deleted, removal, added, removed.size());
    CommitResult result = transaction.commit();
    return new ChangeSummary(
        OptionalLong.of(result.version()),
        rows.inserted(),
        rows.updated(),
        deleted,
        added.size(),
        removed.size(),
        result.attempts());
  }
}
