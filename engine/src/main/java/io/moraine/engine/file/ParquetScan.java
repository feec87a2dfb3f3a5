package io.moraine.engine.file;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A scan of Parquet files, a split a file. */
record ParquetScan(String name, StructType schema, List<SourceFile> files) implements ScanSource {

  static ParquetScan of(String name, List<SourceFile> files, StructType schema, int[] ordinals) {
    return new ParquetScan(
        name, StructType.ofResult(IntStream.of(ordinals).mapToObj(schema::field).toList()), files);
  }

  /** The schema of the first file, which the others must have too. */
  static StructType schema(List<SourceFile> files) {
    StructType first = schema(files.get(0));
    for (SourceFile file : files.subList(1, files.size())) {
      StructType other = schema(file);
      if (!other.equals(first)) {
        throw new InvalidInputException(
            "Cannot read %s beside %s: expected %s, found %s"
                .formatted(file.location(), files.get(0).location(), first, other));
      }
    }
    return first;
  }

  /** Field ids are the file's own affair; a table that is made of it gives its own. */
  private static StructType schema(SourceFile file) {
    try (ObjectReader in = file.store().open(file.key())) {
      return StructType.of(
          ParquetFile.open(in).schema().fields().stream()
              .map(field -> field.withMetadata(FieldMetadata.EMPTY).withNullable(true))
              .toList());
    }
  }

  static long rowCount(List<SourceFile> files) {
    long rows = 0;
    for (SourceFile file : files) {
      try (ObjectReader in = file.store().open(file.key())) {
        rows += Footer.read(in).rowCount();
      }
    }
    return rows;
  }

  @Override
  public List<ScanSplit> splits() {
    return files.stream().map(file -> (ScanSplit) () -> open(file)).toList();
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.of(rowCount(files));
  }

  private BatchReader open(SourceFile file) {
    ObjectReader in = file.store().open(file.key());
    BatchReader rows = ParquetFile.open(in).read(schema);
    return new BatchReader() {
      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public ColumnBatch next() {
        return rows.next();
      }

      @Override
      public void close() {
        rows.close();
        in.close();
      }
    };
  }
}
