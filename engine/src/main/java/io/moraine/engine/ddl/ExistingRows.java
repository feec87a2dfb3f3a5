package io.moraine.engine.ddl;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.StructType;
import io.moraine.engine.delta.DeltaTable;
import io.moraine.engine.rule.RowChecks;
import io.moraine.reader.ScanFile;
import io.moraine.reader.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;

/** The rows that a table has, looked through before it gets a new rule. */
record ExistingRows(DeltaTable table) {

  /**
   * Returns if no row breaks the rules of {@code checks}.
   *
   * @param columns the ordinals of the columns that the rules are about
   * @throws io.moraine.engine.rule.ConstraintViolationException if one does
   */
  void requireAll(RowChecks checks, SortedSet<Integer> columns) {
    each(columns, checks::check);
    checks.requireNone();
  }

  /** Gives all rows to {@code rows}, with NULL in all but {@code columns}. */
  void each(SortedSet<Integer> columns, Consumer<ColumnBatch> rows) {
    StructType schema = table.schema();
    List<Integer> ordinals = List.copyOf(columns);
    TableScan scan =
        TableScan.of(table.snapshot(), table.handle().store()).columns(ordinals).build();
    for (ScanFile file : scan.files()) {
      try (BatchReader reader = scan.open(file)) {
        for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
          List<ColumnVector> vectors = new ArrayList<>();
          for (int i = 0; i < schema.size(); i++) {
            int place = ordinals.indexOf(i);
            vectors.add(
                place >= 0
                    ? batch.column(place)
                    : Vectors.nulls(schema.field(i).type(), batch.rowCount()));
          }
          rows.accept(new ColumnBatch(schema, batch.rowCount(), vectors));
        }
      }
    }
  }
}
