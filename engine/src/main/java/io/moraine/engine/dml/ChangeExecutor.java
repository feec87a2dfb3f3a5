package io.moraine.engine.dml;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.expr.Literal;
import io.moraine.core.type.StructType;
import io.moraine.engine.delta.DeltaScanSource;
import io.moraine.engine.delta.TableHandle;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.plan.ColumnIds;
import io.moraine.engine.run.PlanRunner;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.action.SetTransaction;
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
 * and commits both as one version, or hands both to a commit that several statements share. If it
 * fails, the files that it wrote are removed; only where it cannot be told whether the commit
 * happened do they stay.
 */
final class ChangeExecutor {
  private final PlanRunner runner;
  private final TableChange change;
  private final WriteOptions options;
  private final Optional<SharedCommit> shared;
  private final Snapshot snapshot;
  private final TableHandle handle;
  private final RowPositions gone = new RowPositions();
  private final ChangedRows rows;
  private final RowRemoval removal;

  ChangeExecutor(
      PlanRunner runner, TableChange change, WriteOptions options, Optional<SharedCommit> shared) {
    this.runner = runner;
    this.change = change;
    this.options = options;
    this.shared = shared;
    this.snapshot = change.target().snapshot();
    this.handle = change.target().handle();
    this.rows = new ChangedRows(change, gone, runner.evaluation());
    this.removal = new RowRemoval(snapshot, handle.store(), runner.environment());
  }

  ChangeSummary execute(ColumnIds ids) {
    snapshot.requireWritable();
    if (options.progress().filter(this::isDone).isPresent()) {
      return ChangeSummary.NONE;
    }
    PlanRunner.Prepared prepared = runner.prepare(change.plan(), ids);
    try (DataFileSink sink =
            DataFileSink.open(
                handle.store(),
                runner.environment(),
                snapshot.metadata(),
                SinkOptions.of(snapshot.properties()).withLayout(layout()));
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
      List<ScanSource> sources = new ArrayList<>(change.sources());
      sources.addAll(prepared.sources());
      return commit(sources, sink, files);
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

  /** Whether the application has come so far before. */
  private boolean isDone(WriteOptions.Progress progress) {
    SetTransaction last = snapshot.setTransactions().get(progress.appId());
    return last != null && last.version() >= progress.version();
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
    // Of several statements in one version, each would have to.
    return shared.isEmpty() && inPlace && sources.size() == 1 && change.scans().size() == 1;
  }

  /** The files that go without being looked into. */
  private List<AddFile> removedWhole(WrittenPartitions written) {
    return switch (change.removal()) {
      case NONE -> List.of();
      case ALL -> {
        List<AddFile> all = new ArrayList<>();
        snapshot.files().forEach(all::add);
        yield all;
      }
      case PROVEN ->
          scan().files().stream().filter(DmlBinder::isProven).map(ScanFile::add).toList();
      case WRITTEN_PARTITIONS -> written.earlierFiles();
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

  private ChangeSummary commit(List<ScanSource> sources, DataFileSink sink, ChangeFiles files) {
    List<AddFile> added = sink.finish();
    try {
      return commit(
          sources,
          added,
          files,
          () -> {
            removal.discard();
            sink.discard();
            files.discard();
          });
    } catch (CommitStateUnknownException e) {
      throw e;
    } catch (RuntimeException e) {
      sink.discard();
      files.discard();
      throw e;
    }
  }

  private ChangeSummary commit(
      List<ScanSource> sources, List<AddFile> added, ChangeFiles files, Runnable discard) {
    WrittenPartitions written = new WrittenPartitions(snapshot, added, change.target().zone());
    List<AddFile> whole = removedWhole(written);
    List<AddFile> removed = new ArrayList<>(whole);
    removed.addAll(removal.left());
    long deleted =
        rows.deleted()
            + whole.stream()
                .mapToLong(file -> Math.max(0, FileStatistics.liveRowCount(file)))
                .sum();
    List<Action> actions = new ArrayList<>();
    // Rows that only come are told of by their files.
    if (rows.updated() > 0 || rows.deleted() > 0) {
      files.record().ifPresent(record -> actions.addAll(record.finish()));
    }
    long now = runner.environment().nowMillis();
    removed.forEach(file -> actions.add(file.removedAt(now)));
    removal.unmarked().forEach(file -> actions.add(file.removedAt(now)));
    actions.addAll(removal.marked());
    actions.addAll(added);
    boolean empty = actions.isEmpty() && options.progress().isEmpty() && options.marks().isEmpty();
    actions.addAll(definition());
    if (empty && change.evolution().isEmpty()) {
      return ChangeSummary.NONE;
    }
    ChangeOutcome outcome =
        new ChangeOutcome(
            Operation.of(change.kind().logName(), change.parameters()),
            transaction -> {
              recordReads(transaction, sources);
              if (change.removal() == TableChange.Removal.WRITTEN_PARTITIONS) {
                written.recordReads(transaction, whole);
              }
            },
            transaction ->
                ChangeMetrics.record(
                    transaction, change.kind(), rows, deleted, removal, added, removed.size()),
            actions,
            discard);
    Optional<CommitResult> result = take(outcome);
    return new ChangeSummary(
        result.map(r -> OptionalLong.of(r.version())).orElseGet(OptionalLong::empty),
        rows.inserted(),
        rows.updated(),
        deleted,
        added.size(),
        removed.size(),
        result.map(CommitResult::attempts).orElse(0));
  }

  /** What the table is from then on, if that changes. */
  private List<Action> definition() {
    Optional<StructType> schema = rows.schemaAfter();
    if (schema.isEmpty()) {
      return change.evolution();
    }
    List<Action> actions = new ArrayList<>(change.evolution());
    actions.removeIf(Metadata.class::isInstance);
    actions.add(snapshot.metadata().withSchema(schema.get()));
    return actions;
  }

  private Optional<CommitResult> take(ChangeOutcome outcome) {
    if (shared.isPresent()) {
      shared.get().add(change.target(), outcome);
      return Optional.empty();
    }
    Transaction transaction =
        Transaction.begin(
            handle.transactions(runner.environment()),
            change.target().committed(),
            outcome.operation());
    outcome.reads().accept(transaction);
    outcome.metrics().accept(transaction);
    options
        .progress()
        .ifPresent(progress -> transaction.advance(progress.appId(), progress.version()));
    options.marks().forEach(mark -> transaction.advance(mark.appId(), mark.version()));
    options.userMetadata().ifPresent(transaction::userMetadata);
    return Optional.of(transaction.addAll(outcome.actions()).commit());
  }
}
