package io.moraine.cli.print;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.parquet.write.ParquetWriter;
import io.moraine.core.parquet.write.WriteOptions;
import io.moraine.core.store.ObjectWriter;
import io.moraine.core.type.StructType;

/** Writes a Parquet file, which appears when it is whole. */
final class ParquetPrinter implements ResultPrinter {
  private final ObjectWriter out;

  /** Writes to {@code out}, and finishes it. */
  ParquetPrinter(ObjectWriter out) {
    this.out = out;
  }

  @Override
  public long print(BatchReader rows) {
    // Other than in a result, names in a file need to be unique.
    StructType schema = StructType.of(rows.schema().fields());
    try (ParquetWriter writer = ParquetWriter.create(out, schema, WriteOptions.DEFAULT)) {
      for (ColumnBatch batch = rows.next(); batch != null; batch = rows.next()) {
        writer.write(batch);
      }
      return writer.finish().rowCount();
    }
  }
}
