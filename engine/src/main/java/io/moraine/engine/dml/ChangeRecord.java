package io.moraine.engine.dml;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.env.Environment;
import io.moraine.core.store.ObjectStore;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.Metadata;
import io.moraine.log.sink.DataFileSink;
import io.moraine.log.sink.SinkLayout;
import io.moraine.log.sink.SinkOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes changed rows for readers of changes: files beside the data files, with a column that says
 * what happened to each row.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#add-cdc-file">Add CDC
 *     file</a>
 */
final class ChangeRecord implements AutoCloseable {
  private static final String FOLDER = "_change_data/";
  private static final StructField CHANGE_TYPE = StructField.of("_change_type", Primitive.STRING);

  private final DataFileSink sink;

  ChangeRecord(ObjectStore store, Environment environment, Metadata metadata) {
    // Rows as they were may lack what newer ones must have.
    StructType lenient =
        StructType.of(
            metadata.parseSchema().fields().stream()
                .map(field -> field.withNullable(true))
                .toList());
    SinkLayout layout = SinkLayout.PLAIN.withFolder(FOLDER).withExtraColumns(List.of(CHANGE_TYPE));
    this.sink =
        DataFileSink.open(
            store,
            environment,
            metadata.withSchema(lenient),
            SinkOptions.DEFAULT.withLayout(layout));
  }

  /** Rows as they were, {@code rows}, of which {@code changes} has the actions. */
  void old(ColumnBatch changes, ColumnBatch rows) {
    write(changes, rows, RowAction.UPDATE, "update_preimage");
    write(changes, rows, RowAction.DELETE, "delete");
  }

  /** Rows as they are now, {@code rows}, of which {@code changes} has the actions. */
  void fresh(ColumnBatch changes, ColumnBatch rows) {
    write(changes, rows, RowAction.UPDATE, "update_postimage");
    write(changes, rows, RowAction.INSERT, "insert");
  }

  private void write(ColumnBatch changes, ColumnBatch rows, RowAction action, String type) {
    int[] actions = RowPositions.ints(changes, ChangeLayout.ACTION);
    int[] selection = new int[actions.length];
    int count = 0;
    for (int row = 0; row < actions.length; row++) {
      selection[count] = row;
      count += RowAction.of(actions[row]) == action ? 1 : 0;
    }
    if (count > 0) {
      ColumnBatch chosen = rows.select(selection, count);
      List<StructField> fields = new ArrayList<>(chosen.schema().fields());
      fields.add(CHANGE_TYPE);
      List<ColumnVector> vectors = new ArrayList<>(chosen.columns());
      vectors.add(Vectors.constant(Primitive.STRING, type, count));
      sink.write(new ColumnBatch(StructType.ofResult(fields), count, vectors));
    }
  }

  /** Ends the files, and gives the action of each. */
  List<AddCdcFile> finish() {
    return sink.finish().stream()
        .map(file -> new AddCdcFile(file.path(), file.partitionValues(), file.size(), false, null))
        .toList();
  }

  /** Removes the files of {@link #finish}, which no commit holds. */
  void discard() {
    sink.discard();
  }

  @Override
  public void close() {
    sink.close();
  }
}
