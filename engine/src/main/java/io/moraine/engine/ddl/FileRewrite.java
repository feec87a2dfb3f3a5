package io.moraine.engine.ddl;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.commit.CommitStateUnknownException;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.txn.Operation;
import io.moraine.log.txn.Transaction;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import io.moraine.reader.TrackedRows;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes files of a table anew, with the same rows, to rid them of what a feature left in them. */
final class FileRewrite {
  private final Environment environment;
  private final TableHandle handle;

  FileRewrite(Environment environment, TableHandle handle) {
    this.environment = environment;
    this.handle = handle;
  }

  /**
   * Commits {@code after} together with the files for which {@code wanted} is true as {@code after}
   * has them; gives that version, or {@code snapshot} if nothing is to be done.
   */
  Snapshot run(Snapshot snapshot, Predicate<AddFile> wanted, Metadata after) {
    TableScan.Builder builder = TableScan.of(snapshot, handle.store());
    boolean tracked = snapshot.properties().enableRowTracking();
    TableScan scan = (tracked ? builder.withRowMetadata() : builder).build();
    List<ScanFile> old = scan.files().stream().filter(file -> wanted.test(file.add())).toList();
    if (old.isEmpty() && after.equals(snapshot.metadata())) {
      return snapshot;
    }
    SinkLayout layout = SinkLayout.of(snapshot.protocol(), after, snapshot.domainMetadata());
    if (tracked) {
      layout = layout.withExtraColumns(RowTracking.columns(snapshot.properties()));
    }
    try (DataFileSink sink =
        DataFileSink.open(
            handle.store(), environment, after, SinkOptions.DEFAULT.withLayout(layout))) {
      for (ScanFile file : old) {
        copy(snapshot, scan, file, sink);
      }
      List<AddFile> added = sink.finish();
      try {
        return commit(snapshot, old, added, after);
      } catch (CommitStateUnknownException e) {
        throw e;
      } catch (RuntimeException e) {
        sink.discard();
        throw e;
      }
    }
  }

  private static void copy(Snapshot snapshot, TableScan scan, ScanFile file, DataFileSink sink) {
    try (BatchReader reader = scan.open(file)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        sink.write(TrackedRows.of(snapshot, batch, snapshot.schema().size()));
      }
    }
  }

  private Snapshot commit(
      Snapshot snapshot, List<ScanFile> old, List<AddFile> added, Metadata after) {
    Transaction transaction =
        Transaction.begin(
            handle.transactions(environment),
            snapshot,
            Operation.rearranging("REORG", Map.of("applyPurge", "true")));
    transaction.readWholeTable();
    if (!after.equals(snapshot.metadata())) {
      transaction.add(after);
    }
    long now = environment.nowMillis();
    old.forEach(file -> transaction.add(file.add().removedAt(now).withoutDataChange()));
    added.forEach(file -> transaction.add(file.withoutDataChange()));
    return handle.log().at(transaction.commit().version());
  }
}
