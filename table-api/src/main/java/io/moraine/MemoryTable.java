package io.moraine;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.type.StructType;
import io.moraine.engine.catalog.CatalogTable;
import io.moraine.engine.catalog.ScanRequest;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Rows of the program, as statements see them. */
record MemoryTable(String name, StructType schema, List<ColumnBatch> batches)
    implements CatalogTable {
  MemoryTable {
    batches = List.copyOf(batches);
  }

  /** All rows of {@code reader}, which is closed: a statement may read its source several times. */
  static MemoryTable of(String name, BatchReader reader) {
    try (reader) {
      List<ColumnBatch> batches = new ArrayList<>();
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        batches.add(batch);
      }
      return new MemoryTable(name, reader.schema(), batches);
    }
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.of(batches.stream().mapToLong(ColumnBatch::rowCount).sum());
  }

  @Override
  public ScanSource scan(ScanRequest request) {
    return new StreamSource(this, request, () -> BatchReader.of(schema, batches));
  }

  /** A single split, projected to the columns that are wanted. */
  record StreamSource(CatalogTable table, ScanRequest request, ScanSplit split)
      implements ScanSource {
    @Override
    public String name() {
      return table.name();
    }

    @Override
    public StructType schema() {
      return StructType.ofResult(request.columns().stream().map(table.schema()::field).toList());
    }

    @Override
    public List<ScanSplit> splits() {
      return List.of(this::open);
    }

    @Override
    public OptionalLong estimatedRows() {
      return table.rowCount();
    }

    private BatchReader open() {
      BatchReader reader = split.open();
      StructType projected = schema();
      int[] ordinals = request.columns().stream().mapToInt(Integer::intValue).toArray();
      return new BatchReader() {
        @Override
        public StructType schema() {
          return projected;
        }

        @Override
        public ColumnBatch next() {
          ColumnBatch batch = reader.next();
          return batch == null ? null : batch.project(ordinals);
        }

        @Override
        public void close() {
          reader.close();
        }
      };
    }
  }
}
