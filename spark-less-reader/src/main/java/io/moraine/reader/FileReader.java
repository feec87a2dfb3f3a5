package io.moraine.reader;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.IntVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.parquet.read.ColumnMatching;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.snapshot.Snapshot;
import io.moraine.log.stats.PartitionValues;
import io.moraine.log.stats.PhysicalNames;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one data file: its columns from Parquet, partition columns and row addresses beside. */
final class FileReader {
  private final TableScan scan;
  private final ScanFile file;
  private final ObjectReader object;
  private final Optional<DeletionVector> deleted;
  private final FilePart part;
  private final ZoneId zone;

  /** Where each column of the scan comes from: an index into what the file gives, or −1. */
  private final List<Integer> fromFile = new ArrayList<>();

  private final List<Object> constants = new ArrayList<>();

  /**
   * A reader of {@code object}, which the batches close.
   *
   * @param deleted the file's rows that are deleted, if any are
   */
  FileReader(
      TableScan scan,
      ScanFile file,
      ObjectReader object,
      Optional<DeletionVector> deleted,
      FilePart part,
      ZoneId zone) {
    this.scan = scan;
    this.file = file;
    this.object = object;
    this.deleted = deleted;
    this.part = part;
    this.zone = zone;
  }

  BatchReader open() {
    Snapshot snapshot = scan.snapshot();
    StructType schema = snapshot.schema();
    ColumnMappingMode mode = snapshot.columnMappingMode();
    List<String> partitionColumns = snapshot.partitionColumns();
    PartitionValues partitionValues = new PartitionValues(schema, partitionColumns, mode, zone);
    List<StructField> wanted = new ArrayList<>();
    for (int ordinal : scan.columns()) {
      StructField field = schema.field(ordinal);
      int partition = partitionColumns.indexOf(field.name());
      if (partition >= 0) {
        fromFile.add(-1);
        constants.add(partitionValues.value(file.partitionValues(), file::path, partition));
      } else {
        fromFile.add(wanted.size());
        constants.add(null);
        wanted.add(field);
      }
    }
    FileMetadata metadata = scan.metadata() ? new FileMetadata(snapshot, file.add(), wanted) : null;
    FileFilters filters = scan.fileFilters(wanted);
    ReadOptions options = ReadOptions.DEFAULT.withFilter(filters.rowGroups());
    if (scan.addresses() || scan.metadata() || deleted.isPresent()) {
      options = options.withPositionColumn(RowAddress.POSITION.name());
    }
    options = options.withMatching(matching(mode));
    ParquetFile parquet = ParquetFile.open(object, file.footer(object, part));
    check(parquet, mode);
    StructType requested = StructType.ofResult(wanted);
    options = part.of(parquet, options);
    if (filters.rows().isPresent()) {
      options = options.withRowFilter(filters.rows().get());
    }
    if (scan.fetcher().isPresent()) {
      options = options.withFetcher(scan.fetcher().get());
    }
    BatchReader reader = parquet.read(requested, options);
    return new Assembled(reader, wanted.size(), metadata);
  }

  private static ColumnMatching matching(ColumnMappingMode mode) {
    return switch (mode) {
      case NONE -> ColumnMatching.BY_NAME;
      case NAME -> ColumnMatching.byNameIn(PhysicalNames.KEY);
      case ID -> ColumnMatching.byFieldId(PhysicalNames.FIELD_ID_KEY);
    };
  }

  private void check(ParquetFile parquet, ColumnMappingMode mode) {
    if (mode == ColumnMappingMode.ID
        && parquet.columns().stream().allMatch(column -> column.fieldId().isEmpty())) {
      throw new CorruptFileException(
          object.location(),
          -1,
          "none of its columns has a field id, by which %s finds columns"
              .formatted(scan.snapshot().table()));
    }
    long gone = deleted.map(DeletionVector::cardinality).orElse(0L);
    if (gone > parquet.rowCount()) {
      throw new CorruptFileException(
          object.location(),
          -1,
          "its deletion vector deletes %d rows, but it has %d".formatted(gone, parquet.rowCount()));
    }
  }

  /** The file's batches with what the file does not hold put in. */
  private final class Assembled implements BatchReader {
    private final BatchReader reader;
    private final int positionColumn;
    private final @Nullable FileMetadata metadata;
    private final @Nullable DeletedRows deletedRows;

    Assembled(BatchReader reader, int positionColumn, @Nullable FileMetadata metadata) {
      this.reader = reader;
      this.metadata = metadata;
      this.positionColumn = positionColumn;
      this.deletedRows = deleted.map(DeletedRows::new).orElse(null);
    }

    @Override
    public StructType schema() {
      return scan.output();
    }

    @Override
    public ColumnBatch next() {
      ColumnBatch batch = reader.next();
      while (batch != null && deletedRows != null) {
        batch = deletedRows.live(batch, positionColumn);
        if (batch.rowCount() > 0) {
          break;
        }
        batch = reader.next();
      }
      if (batch == null) {
        return null;
      }
      int rows = batch.rowCount();
      List<ColumnVector> columns = new ArrayList<>();
      for (int i = 0; i < fromFile.size(); i++) {
        columns.add(
            fromFile.get(i) >= 0
                ? batch.column(fromFile.get(i))
                : Vectors.constant(scan.output().field(i).type(), constants.get(i), rows));
      }
      if (scan.addresses()) {
        int[] index = new int[rows];
        Arrays.fill(index, file.index());
        columns.add(new IntVector(RowAddress.FILE.type(), rows, index, null));
        columns.add(batch.column(positionColumn));
      }
      if (metadata != null) {
        columns.add(metadata.column(batch, positionColumn));
      }
      return new ColumnBatch(scan.output(), rows, columns);
    }

    @Override
    public void close() {
      reader.close();
      object.close();
    }
  }
}
