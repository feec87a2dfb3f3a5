package io.moraine.engine.bind;

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
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The numbers that {@code range(start, end, step)} gives, {@code end} excluded. */
record RangeTable(long start, long end, long step) implements CatalogTable {
  private static final StructType SCHEMA =
      StructType.of(StructField.required("id", Primitive.LONG));
  private static final int BATCH_ROWS = 4096;
  private static final int SPLIT_ROWS = 1 << 20;

  @Override
  public String name() {
    return "range(%d, %d, %d)".formatted(start, end, step);
  }

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  private long count() {
    boolean empty = step > 0 ? start >= end : start <= end;
    if (empty) {
      return 0;
    }
    long distance = Math.subtractExact(end, start);
    return distance / step + (distance % step == 0 ? 0 : 1);
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.of(count());
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    boolean wanted = !request.columns().isEmpty();
    StructType schema = wanted ? SCHEMA : StructType.EMPTY;
    RangeTable table = this;
    return new ScanSource() {
      @Override
      public String name() {
        return table.name();
      }

      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public List<ScanSplit> splits() {
        List<ScanSplit> splits = new ArrayList<>();
        long rows = count();
        for (long from = 0; from < rows; from += SPLIT_ROWS) {
          long first = from;
          long last = Math.min(rows, from + SPLIT_ROWS);
          splits.add(() -> reader(schema, first, last));
        }
        return splits;
      }

      @Override
      public OptionalLong estimatedRows() {
        return rowCount();
      }
    };
  }

  private BatchReader reader(StructType schema, long from, long to) {
    return new BatchReader() {
      private long next = from;

      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public ColumnBatch next() {
        if (next >= to) {
          return null;
        }
        int rows = (int) Math.min(BATCH_ROWS, to - next);
        if (schema.size() == 0) {
          next += rows;
          return new ColumnBatch(schema, rows, List.of());
        }
        long[] values = new long[rows];
        for (int i = 0; i < rows; i++) {
          values[i] = start + (next + i) * step;
        }
        next += rows;
        return new ColumnBatch(
            schema, rows, List.of(new LongVector(Primitive.LONG, rows, values, null)));
      }

      @Override
      public void close() {}
    };
  }
}
