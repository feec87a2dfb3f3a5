package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.write.RowFileWriter;
import io.moraine.connector.spark.write.RowTarget;
import io.moraine.connector.spark.write.WrittenFiles;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.write.DeltaWriter;
import org.apache.spark.sql.connector.write.WriterCommitMessage;

/** Notes the places of the rows that go, and writes those that come. */
final class PlacedRowWriter implements DeltaWriter<InternalRow> {
  private final RowPlaces.Ordinals ordinals;
  private final RowPlaces deleted = new RowPlaces();
  private final RowPlaces replaced = new RowPlaces();
  private final RowFileWriter rows;
  private final Optional<ChangeFiles> changes;
  private long inserted;

  /** Records changes of rows of {@code files} if there are any. */
  PlacedRowWriter(
      RowTarget target, int writer, RowPlaces.Ordinals ordinals, Map<String, SentFile> files) {
    this.ordinals = ordinals;
    this.changes =
        target.table().properties().enableChangeDataFeed()
            ? Optional.of(new ChangeFiles(target, files))
            : Optional.empty();
    this.rows =
        new RowFileWriter(
            target, writer, changes.<RowFileWriter.Observer>map(c -> c::fresh).orElse(null));
  }

  @Override
  public void delete(InternalRow metadata, InternalRow id) {
    deleted.add(id, ordinals);
  }

  @Override
  public void update(InternalRow metadata, InternalRow id, InternalRow row) {
    replaced.add(id, ordinals);
    rows.writeChanged(metadata, row);
  }

  @Override
  public void insert(InternalRow row) {
    inserted++;
    rows.write(row);
  }

  @Override
  public WriterCommitMessage commit() {
    WrittenFiles written = rows.commit();
    Map<String, BitSet> gone = new TreeMap<>(deleted.byPath());
    changes.ifPresent(
        record -> {
          record.old(deleted.byPath(), "delete");
          record.old(replaced.byPath(), "update_preimage");
        });
    replaced.byPath().forEach((path, more) -> gone.merge(path, more, PlacedRowWriter::or));
    List<SentFile> recorded = changes.map(ChangeFiles::finish).orElseGet(List::of);
    return new PlacedRows(gone, written, recorded, inserted, replaced.count(), deleted.count());
  }

  static BitSet or(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.or(other);
    return both;
  }

  @Override
  public void abort() {
    close();
  }

  @Override
  public void close() {
    rows.close();
    changes.ifPresent(ChangeFiles::close);
  }
}
