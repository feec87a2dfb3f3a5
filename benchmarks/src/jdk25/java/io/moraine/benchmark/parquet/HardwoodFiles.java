package io.moraine.benchmark.parquet;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnProjection;
import java.nio.file.Path;
import java.util.List;

/** What Hardwood's column readers do with a file, with as many threads as there are processors. */
public final class HardwoodFiles implements ColumnPeer {
  @Override
  public String name() {
    return "Hardwood";
  }

  @Override
  public String sums(Path file, List<String> columns) throws Exception {
    long[] sums = new long[columns.size()];
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        ColumnReaders readers =
            reader.columnReaders(ColumnProjection.columns(columns.toArray(new String[0])))) {
      while (readers.nextBatch()) {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += sum(readers.getColumnReader(columns.get(i)));
        }
      }
    }
    StringBuilder text = new StringBuilder();
    for (long sum : sums) {
      text.append(text.isEmpty() ? "" : " ").append(sum);
    }
    return text.toString();
  }

  private static long sum(ColumnReader column) {
    int count = column.getValueCount();
    Validity validity = column.getLeafValidity();
    return switch (column.getColumnSchema().type()) {
      case INT32 -> sum(column.getInts(), validity, count);
      case INT64 -> sum(column.getLongs(), validity, count);
      default -> column.getBinaryOffsets()[count] - (long) column.getBinaryOffsets()[0];
    };
  }

  private static long sum(int[] values, Validity validity, int count) {
    long sum = 0;
    boolean nulls = validity.hasNulls();
    for (int i = 0; i < count; i++) {
      sum += !nulls || validity.isNotNull(i) ? values[i] : 0;
    }
    return sum;
  }

  private static long sum(long[] values, Validity validity, int count) {
    long sum = 0;
    boolean nulls = validity.hasNulls();
    for (int i = 0; i < count; i++) {
      sum += !nulls || validity.isNotNull(i) ? values[i] : 0;
    }
    return sum;
  }
}
