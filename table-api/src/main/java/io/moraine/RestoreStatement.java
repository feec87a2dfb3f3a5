package io.moraine;

import io.moraine.compaction.restore.Restore;
import io.moraine.compaction.restore.Restore.Point;
import io.moraine.core.env.Environment;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.TableTime;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.session.ResultRows;
import io.moraine.engine.session.StatementResult;
import java.util.List;
import java.util.Optional;

/** Runs RESTORE as a statement. Its row has the columns that Spark's has. */
final class RestoreStatement {
  private static final StructType RESULT =
      StructType.of(
          StructField.required("table_size_after_restore", Primitive.LONG),
          StructField.required("num_of_files_after_restore", Primitive.LONG),
          StructField.required("num_removed_files", Primitive.LONG),
          StructField.required("num_restored_files", Primitive.LONG),
          StructField.required("removed_files_size", Primitive.LONG),
          StructField.required("restored_files_size", Primitive.LONG));

  private RestoreStatement() {}

  static StatementResult run(DeltaTable table, TableTime time, Environment environment) {
    Restore restore = new Restore(table.handle().log(), table.handle().transactions(environment));
    Point point =
        time instanceof TableTime.Version version
            ? new Point.Version(version.version())
            : new Point.Time(Math.floorDiv(((TableTime.Timestamp) time).timestampMicros(), 1000L));
    var result = restore.run(point);
    ResultRows rows =
        new ResultRows(RESULT)
            .add(
                result.bytes(),
                result.files(),
                result.removedFiles(),
                result.restoredFiles(),
                result.removedBytes(),
                result.restoredBytes());
    return new StatementResult(rows.reader(), Optional.empty(), List.of());
  }
}
