package io.moraine.connector.spark.rowlevel;

import io.moraine.connector.spark.table.SentFile;
import io.moraine.connector.spark.write.RowTarget;
import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.CorruptTableException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Writes changed rows as they were and as they are, for readers of changes. */
final class ChangeFiles implements AutoCloseable {
  private static final String FOLDER = "_change_data/";
  private static final StructField CHANGE_TYPE = StructField.of("_change_type", Primitive.STRING);

  private final RowTarget target;
  private final Map<String, SentFile> files;
  private final Snapshot table;
  private final DataFileSink sink;

  /** Of rows of {@code files}, by their paths. */
  ChangeFiles(RowTarget target, Map<String, SentFile> files) {
    this.target = target;
    this.files = files;
    this.table = target.table();
    // Rows as they were may lack what newer ones must have.
    StructType lenient =
        StructType.of(
            table.schema().fields().stream().map(field -> field.withNullable(true)).toList());
    this.sink =
        DataFileSink.open(
            target.snapshot().place().handle().store(),
            target.environment(),
            table.metadata().withSchema(lenient),
            SinkOptions.DEFAULT.withLayout(
                SinkLayout.PLAIN.withFolder(FOLDER).withExtraColumns(List.of(CHANGE_TYPE))));
  }

  /** Rows as they are stored, of which {@code changed} tells which were there before. */
  void fresh(ColumnBatch rows, BitSet changed) {
    int[] selection = new int[rows.rowCount()];
    for (boolean was : new boolean[] {false, true}) {
      int count = 0;
      for (int row = 0; row < rows.rowCount(); row++) {
        selection[count] = row;
        count += changed.get(row) == was ? 1 : 0;
      }
      write(rows, selection, count, was ? "update_postimage" : "insert");
    }
  }

  /** The rows at {@code places}, as they were, to which {@code type} happens. */
  void old(Map<String, BitSet> places, String type) {
    places.forEach(
        (path, rows) -> {
          SentFile sent = files.get(path);
          if (sent == null) {
            throw new CorruptTableException(
                "A row to change is in the file '%s', which was not read of %s"
                    .formatted(path, table.table()));
          }
          old(sent, rows, type);
        });
  }

  private void old(SentFile sent, BitSet places, String type) {
    TableScan scan =
        TableScan.of(
                target.snapshot().snapshot(List.of(sent.file())),
                target.snapshot().place().handle().store())
            .withRowAddresses()
            .zone(target.snapshot().zoneId())
            .build();
    int width = table.schema().size();
    try (BatchReader reader = scan.open(scan.files().get(0))) {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        long[] positions = ((LongVector) batch.column(width + 1).flat()).values();
        int[] selection = new int[batch.rowCount()];
        int count = 0;
        for (int row = 0; row < batch.rowCount(); row++) {
          selection[count] = row;
          count += places.get(Math.toIntExact(positions[row])) ? 1 : 0;
        }
        write(batch, selection, count, type);
      }
    }
  }

  private void write(ColumnBatch batch, int[] selection, int count, String type) {
    if (count == 0) {
      return;
    }
    ColumnBatch chosen = batch.select(selection, count);
    int width = table.schema().size();
    List<StructField> fields = new ArrayList<>(chosen.schema().fields().subList(0, width));
    fields.add(CHANGE_TYPE);
    List<ColumnVector> vectors = new ArrayList<>(chosen.columns().subList(0, width));
    vectors.add(Vectors.constant(Primitive.STRING, type, count));
    sink.write(new ColumnBatch(StructType.ofResult(fields), count, vectors));
  }

  /** Ends the files; each is told of as if it were added. */
  List<SentFile> finish() {
    return SentFile.of(sink.finish());
  }

  @Override
  public void close() {
    sink.close();
  }
}
