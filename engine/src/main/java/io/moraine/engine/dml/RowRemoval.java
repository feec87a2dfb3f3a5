package io.moraine.engine.dml;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.WideBounds;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import io.moraine.reader.TrackedRows;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes rows out of files: a file that keeps none leaves the table; of others the rows are marked
 * by a deletion vector where the table asks for that, and else those that stay are copied.
 */
final class RowRemoval {
  private final Snapshot snapshot;
  private final ObjectStore store;
  private final Environment environment;
  private final List<AddFile> left = new ArrayList<>();
  private final List<AddFile> marked = new ArrayList<>();
  private final List<AddFile> unmarked = new ArrayList<>();
  private final List<DeletionVector> vectors = new ArrayList<>();
  private Optional<String> vectorFile = Optional.empty();
  private long copiedRows;

  RowRemoval(Snapshot snapshot, ObjectStore store, Environment environment) {
    this.snapshot = snapshot;
    this.store = store;
    this.environment = environment;
  }

  /** Takes {@code gone}, which are not deleted yet, out of {@code files}, by these' indexes. */
  void remove(RowPositions gone, List<ScanFile> files, DataFileSink sink) {
    boolean marks = snapshot.properties().enableDeletionVectors();
    TableScan.Builder scan = TableScan.of(snapshot, store).withRowAddresses();
    boolean tracked = snapshot.properties().enableRowTracking();
    TableScan all = (tracked ? scan.withRowMetadata() : scan).build();
    for (Map.Entry<Integer, BitSet> entry : gone.byFile().entrySet()) {
      ScanFile file = files.get(entry.getKey());
      BitSet rows = entry.getValue();
      if (FileStatistics.liveRowCount(file.add()) == rows.cardinality()) {
        left.add(file.add());
      } else if (marks && FileStatistics.rowCount(file.add()) >= 0) {
        mark(file.add(), rows);
      } else {
        left.add(file.add());
        copy(all, file, rows, sink);
      }
    }
    storeVectors();
  }

  private void mark(AddFile file, BitSet rows) {
    DeletionVector vector = DeletionVector.of(rows);
    DeletionVectorDescriptor old = file.deletionVector();
    unmarked.add(file);
    vectors.add(
        old == null
            ? vector
            : vector.or(new DeletionVectorReader(store, snapshot.paths()).read(old, file.path())));
  }

  private void storeVectors() {
    if (vectors.isEmpty()) {
      return;
    }
    DeletionVectorWriter.Stored stored =
        new DeletionVectorWriter(store, environment).write(vectors);
    vectorFile = stored.file();
    for (int i = 0; i < unmarked.size(); i++) {
      AddFile file = unmarked.get(i);
      marked.add(
          file.withStats(WideBounds.of(file.stats()))
              .withDeletionVector(stored.descriptors().get(i)));
    }
  }

  private void copy(TableScan all, ScanFile file, BitSet without, DataFileSink sink) {
    int width = snapshot.schema().size();
    try (BatchReader reader = all.open(file)) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        int[] selection = new int[batch.rowCount()];
        int kept = RowPositions.selectOthers(batch, width + 1, without, selection);
        if (kept > 0) {
          sink.write(TrackedRows.of(snapshot, batch.select(selection, kept), width + 2));
          copiedRows += kept;
        }
      }
    }
  }

  /** Files that leave the table, copied or not. */
  List<AddFile> left() {
    return left;
  }

  /** Files of which rows are marked, as they were. */
  List<AddFile> unmarked() {
    return unmarked;
  }

  /** The files of {@link #unmarked()}, as they are now. */
  List<AddFile> marked() {
    return marked;
  }

  /** How many rows were copied to new files. */
  long copiedRows() {
    return copiedRows;
  }

  /** Deletes what was written for the vectors. */
  void discard() {
    vectorFile.ifPresent(store::delete);
  }
}
