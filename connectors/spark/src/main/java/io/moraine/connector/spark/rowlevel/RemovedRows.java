package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.OpenPlaces;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.LongVector;
import io.moraine.core.store.ObjectStore;
import io.moraine.engine.delta.TableHandle;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.deletionvector.DeletionVectorWriter;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.snapshot.TableLog;
import io.moraine.log.stats.FileStatistics;
import io.moraine.log.stats.WideBounds;
import io.moraine.reader.TableScan;
import io.moraine.reader.TrackedRows;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of files: a file that keeps none leaves the table, of others the rows are marked
 * by deletion vectors where the table asks for that, and else those that stay are copied.
 */
final class RemovedRows {
  private final Snapshot snapshot;
  private final TableLog log;
  private final ObjectStore store;
  private final ZoneId zone;
  private final List<AddFile> left = new ArrayList<>();
  private final List<AddFile> unmarked = new ArrayList<>();
  private final List<AddFile> marked = new ArrayList<>();
  private final List<DeletionVector> vectors = new ArrayList<>();
  private List<AddFile> copies = List.of();
  private Optional<String> vectorFile = Optional.empty();
  private @Nullable DataFileSink sink;
  private long copiedRows;

  RemovedRows(Snapshot snapshot, TableHandle handle, ZoneId zone) {
    this.snapshot = snapshot;
    this.log = handle.log();
    this.store = handle.store();
    this.zone = zone;
  }

  /** Takes the rows at {@code positions}, which are not deleted yet, out of {@code file}. */
  void add(AddFile file, BitSet positions) {
    if (FileStatistics.liveRowCount(file) == positions.cardinality()) {
      left.add(file);
    } else if (snapshot.properties().enableDeletionVectors()
        && FileStatistics.rowCount(file) >= 0) {
      mark(file, positions);
    } else {
      left.add(file);
      copy(file, positions);
    }
  }

  private void mark(AddFile file, BitSet positions) {
    DeletionVector vector = DeletionVector.of(positions);
    DeletionVectorDescriptor old = file.deletionVector();
    unmarked.add(file);
    vectors.add(
        old == null
            ? vector
            : vector.or(new DeletionVectorReader(store, snapshot.paths()).read(old, file.path())));
  }

  private DataFileSink sink() {
    DataFileSink open = sink;
    if (open == null) {
      SinkLayout layout =
          SinkLayout.of(snapshot.protocol(), snapshot.metadata(), snapshot.domainMetadata());
      if (snapshot.properties().enableRowTracking()) {
        layout = layout.withExtraColumns(RowTracking.columns(snapshot.properties()));
      }
      open =
          DataFileSink.open(
              store,
              OpenPlaces.environment(),
              snapshot.metadata(),
              SinkOptions.DEFAULT.withLayout(layout));
      sink = open;
    }
    return open;
  }

  private void copy(AddFile file, BitSet without) {
    Snapshot one =
        Snapshot.ofPart(
            log,
            snapshot.version(),
            List.of(snapshot.protocol(), snapshot.metadata(), file.withStats(null)));
    TableScan.Builder builder = TableScan.of(one, store).withRowAddresses().zone(zone);
    boolean tracked = snapshot.properties().enableRowTracking();
    TableScan scan = (tracked ? builder.withRowMetadata() : builder).build();
    int width = snapshot.schema().size();
    try (BatchReader reader = scan.open(scan.files().get(0))) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        long[] positions = ((LongVector) batch.column(width + 1).flat()).values();
        int[] selection = new int[batch.rowCount()];
        int kept = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
          selection[kept] = row;
          kept += without.get(Math.toIntExact(positions[row])) ? 0 : 1;
        }
        if (kept > 0) {
          sink().write(TrackedRows.of(snapshot, batch.select(selection, kept), width + 2));
          copiedRows += kept;
        }
      }
    }
  }

  /** All files are told: writes what has to be written. */
  void finish() {
    if (sink != null) {
      copies = sink.finish();
    }
    if (vectors.isEmpty()) {
      return;
    }
    DeletionVectorWriter.Stored stored =
        new DeletionVectorWriter(store, OpenPlaces.environment()).write(vectors);
    vectorFile = stored.file();
    for (int i = 0; i < unmarked.size(); i++) {
      AddFile file = unmarked.get(i);
      marked.add(
          file.withStats(WideBounds.of(file.stats()))
              .withDeletionVector(stored.descriptors().get(i)));
    }
  }

  /** What the log has to say of it. */
  List<Action> actions(long nowMillis) {
    List<Action> actions = new ArrayList<>();
    left.forEach(file -> actions.add(file.removedAt(nowMillis)));
    unmarked.forEach(file -> actions.add(file.removedAt(nowMillis)));
    actions.addAll(marked);
    actions.addAll(copies);
    return actions;
  }

  int leftFiles() {
    return left.size();
  }

  long copiedRows() {
    return copiedRows;
  }

  /** Removes what was written, which no commit holds. */
  void discard() {
    if (sink != null) {
      sink.discard();
    }
    vectorFile.ifPresent(store::delete);
  }
}
