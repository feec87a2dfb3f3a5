package io.moraine.engine.file;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.expr.ColumnReference;
import io.moraine.core.expr.Expression;
import io.moraine.core.expr.Literal;
import io.moraine.core.expr.Operators;
import io.moraine.core.function.EvaluationContext;
import io.moraine.core.parquet.footer.Footer;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.parquet.read.RowFilter;
import io.moraine.core.parquet.read.RowGroupFilter;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.source.SourceFile;
import io.moraine.engine.physical.RuntimeFilter;
import io.moraine.engine.physical.ScanSource;
import io.moraine.engine.physical.ScanSplit;
import io.moraine.reader.FilePart;
import io.moraine.reader.RowGroupPruning;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A scan of Parquet files, a split a file, or several of a large one.
 *
 * @param filter which row groups and pages are read
 * @param rows which rows are read, as far as that saves work
 */
record ParquetScan(
    String name, StructType schema, List<SourceFile> files, RowGroupFilter filter, RowFilter rows)
    implements ScanSource {

  /** The columns of {@code schema} at {@code ordinals}, where {@code conditions} over it hold. */
  static ParquetScan of(
      String name,
      List<SourceFile> files,
      StructType schema,
      int[] ordinals,
      List<Expression> conditions,
      ZoneId zone) {
    StructType read = StructType.ofResult(IntStream.of(ordinals).mapToObj(schema::field).toList());
    Expression condition = Operators.and(conditions);
    return new ParquetScan(
        name,
        read,
        files,
        RowGroupPruning.of(condition, schema, read.fields()),
        new RowFilter(
            RowGroupPruning.rows(condition, schema, read.fields()).orElse(Literal.TRUE),
            new EvaluationContext(Instant.EPOCH, zone)));
  }

  @Override
  public ScanSource narrowed(List<RuntimeFilter> filters) {
    List<Expression> conditions = new ArrayList<>();
    List<RowFilter.ColumnTest> tests = new ArrayList<>();
    for (RuntimeFilter narrow : filters) {
      StructField field = schema.field(narrow.column());
      conditions.add(
          narrow.condition(new ColumnReference(narrow.column(), field.name(), field.type(), true)));
      tests.add(new RowFilter.ColumnTest(narrow.column(), narrow.test()));
    }
    Expression all = Operators.and(Operators.and(conditions), rows.predicate());
    return new ParquetScan(
        name,
        schema,
        files,
        RowGroupPruning.of(all, schema, schema.fields()),
        new RowFilter(rows.predicate(), rows.context(), tests));
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
    List<ScanSplit> splits = new ArrayList<>();
    for (SourceFile file : files) {
      SharedFooter footer = new SharedFooter();
      for (FilePart part : FilePart.of(file.sizeBytes())) {
        splits.add(() -> open(file, part, footer));
      }
    }
    return splits;
  }

  /** A file's footer, read once for all of its parts. */
  private static final class SharedFooter {
    private @Nullable Footer known;

    synchronized Footer of(ObjectReader in) {
      known = known == null ? Footer.read(in) : known;
      return known;
    }
  }

  @Override
  public OptionalLong estimatedRows() {
    return OptionalLong.of(rowCount(files));
  }

  private BatchReader open(SourceFile file, FilePart part, SharedFooter footer) {
    ObjectReader in = file.store().open(file.key());
    ParquetFile parquet = ParquetFile.open(in, footer.of(in));
    ReadOptions options = part.of(parquet, ReadOptions.DEFAULT.withFilter(filter));
    BatchReader batches =
        parquet.read(
            schema,
            rows.predicate().equals(Literal.TRUE) && rows.tests().isEmpty()
                ? options
                : options.withRowFilter(rows));
    return new BatchReader() {
      @Override
      public StructType schema() {
        return schema;
      }

      @Override
      public ColumnBatch next() {
        return batches.next();
      }

      @Override
      public void close() {
        batches.close();
        in.close();
      }
    };
  }
}
