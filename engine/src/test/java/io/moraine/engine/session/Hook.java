package io.moraine.engine.session;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.LongVector;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.util.List;
import java.util.OptionalLong;

/** The numbers 1 to 9 as column h; while a statement reads them, something else happens. */
record Hook(Runnable meanwhile) implements CatalogTable {
  private static final StructType SCHEMA = StructType.of(StructField.required("h", Primitive.LONG));

  @Override
  public String name() {
    return "hook";
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.of(9);
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    ColumnBatch all =
        new ColumnBatch(
            SCHEMA,
            9,
            List.of(
                new LongVector(Primitive.LONG, 9, new long[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, null)));
    int[] places = request.columns().stream().mapToInt(Integer::intValue).toArray();
    ColumnBatch wanted = all.project(places);
    return new ScanSource() {
      @Override
      public String name() {
        return "hook";
      }

      @Override
      public StructType schema() {
        return wanted.schema();
      }

      @Override
      public List<ScanSplit> splits() {
        return List.of(
            () -> {
              meanwhile.run();
              return BatchReader.of(wanted.schema(), List.of(wanted));
            });
      }

      @Override
      public OptionalLong estimatedRows() {
        return rowCount();
      }
    };
  }
}
