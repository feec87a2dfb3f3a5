package io.moraine.reader.changes;

import io.moraine.core.batch.BatchReader;
import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.parquet.read.ColumnMatching;
import io.moraine.core.parquet.read.ParquetFile;
import io.moraine.core.parquet.read.ReadOptions;
import io.moraine.core.store.ObjectReader;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.DeletionVectorDescriptor;
import io.moraine.log.changes.FileChange;
import io.moraine.log.changes.FileRows;
import io.moraine.log.deletionvector.DeletionVector;
import io.moraine.log.deletionvector.DeletionVectorReader;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.stats.PartitionValues;
import io.moraine.log.stats.PhysicalNames;
import io.moraine.reader.DeletedRows;
import io.moraine.reader.RowAddress;
import io.moraine.reader.RowGroupPruning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the changed rows of one file. */
final class ChangedFileReader {
  private static final int CONSTANT = -1;

  private final ChangeScan scan;
  private final ScanChange change;
  private final String file;

  /** Where each wanted column comes from: an index into what the file gives, or a constant. */
  private final List<Integer> fromFile = new ArrayList<>();

  private final List<@Nullable Object> constants = new ArrayList<>();
  private final List<StructField> read = new ArrayList<>();

  ChangedFileReader(ChangeScan scan, ScanChange change) {
    this.scan = scan;
    this.change = change;
    this.file = change.change().file().path();
  }

  BatchReader open() {
    FileRows rows = change.change().rows();
    Optional<DeletionVector> deleted = Optional.empty();
    Optional<DeletionVector> marked = Optional.empty();
    if (rows instanceof FileRows.Live live) {
      deleted = vector(live.deleted());
    } else if (rows instanceof FileRows.Marked some) {
      DeletionVector all = vector(some.marked()).orElse(null);
      if (all == null) {
        return BatchReader.of(scan.output(), List.of());
      }
      DeletionVector left = vector(some.except()).map(all::minus).orElse(all);
      if (left.cardinality() == 0) {
        return BatchReader.of(scan.output(), List.of());
      }
      marked = Optional.of(left);
    }
    ObjectReader object = null;
    try {
      object = scan.paths().open(file, scan.store());
      return open(object, deleted, marked);
    } catch (ObjectNotFoundException e) {
      close(object);
      throw gone("file", e);
    } catch (RuntimeException e) {
      close(object);
      throw e;
    }
  }

  private static void close(@Nullable ObjectReader object) {
    if (object != null) {
      object.close();
    }
  }

  private BatchReader open(
      ObjectReader object, Optional<DeletionVector> deleted, Optional<DeletionVector> marked) {
    locateColumns();
    ReadOptions options =
        ReadOptions.DEFAULT
            .withFilter(RowGroupPruning.of(scan.filter(), scan.schema(), read))
            .withMatching(matching(scan.mode()));
    if (deleted.isPresent() || marked.isPresent()) {
      options = options.withPositionColumn(RowAddress.POSITION.name());
    }
    ParquetFile parquet = ParquetFile.open(object);
    check(parquet, object);
    if (deleted.isPresent() && deleted.get().cardinality() > parquet.rowCount()) {
      throw tooMany(deleted.get().cardinality(), parquet, object);
    }
    if (marked.isPresent()) {
      if (marked.get().last() >= parquet.rowCount()) {
        throw tooMany(marked.get().last() + 1, parquet, object);
      }
      options = options.withRows(marked.get().first(), marked.get().last() + 1);
    }
    BatchReader reader = parquet.read(StructType.ofResult(read), options);
    return new Assembled(reader, object, deleted, marked);
  }

  private static CorruptFileException tooMany(long rows, ParquetFile parquet, ObjectReader object) {
    return new CorruptFileException(
        object.location(),
        -1,
        "its deletion vector is for %d rows at least, but it has %d"
            .formatted(rows, parquet.rowCount()));
  }

  private void locateColumns() {
    ConstantColumns known = ConstantColumns.of(change);
    PartitionValues values =
        new PartitionValues(scan.schema(), known.names(), scan.mode(), scan.zone());
    for (StructField field : scan.wanted()) {
      int constant = known.names().indexOf(field.name());
      if (constant >= 0) {
        fromFile.add(CONSTANT);
        constants.add(values.value(known.file(), constant));
      } else {
        fromFile.add(read.size());
        constants.add(null);
        read.add(field);
      }
    }
  }

  private static ColumnMatching matching(ColumnMappingMode mode) {
    return switch (mode) {
      case NONE -> ColumnMatching.BY_NAME;
      case NAME -> ColumnMatching.byNameIn(PhysicalNames.KEY);
      case ID -> ColumnMatching.byFieldId(PhysicalNames.FIELD_ID_KEY);
    };
  }

  private void check(ParquetFile parquet, ObjectReader object) {
    if (scan.mode() == ColumnMappingMode.ID
        && parquet.columns().stream().allMatch(column -> column.fieldId().isEmpty())) {
      throw new CorruptFileException(
          object.location(),
          -1,
          "none of its columns has a field id, by which %s finds columns"
              .formatted(scan.store().root()));
    }
    if (change.change().kind() == FileChange.Kind.RECORDED
        && parquet.columns().stream()
            .noneMatch(column -> column.name().equals(ChangeColumns.TYPE.name()))) {
      throw new CorruptFileException(
          object.location(),
          -1,
          "a file of changed rows needs a column '%s'".formatted(ChangeColumns.TYPE.name()));
    }
  }

  private Optional<DeletionVector> vector(@Nullable DeletionVectorDescriptor descriptor) {
    if (descriptor == null || descriptor.cardinality() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new DeletionVectorReader(scan.store(), scan.paths()).read(descriptor));
    } catch (ObjectNotFoundException e) {
      throw gone("deletion vector of the file", e);
    }
  }

  private MoraineException gone(String what, ObjectNotFoundException cause) {
    return new MoraineException(
        "The %s %s, with rows that version %d of %s changes, is gone: VACUUM may have removed it"
            .formatted(what, file, change.version(), scan.store().root()),
        cause);
  }

  /** The file's batches with what the file does not hold put in. */
  private final class Assembled implements BatchReader {
    private final BatchReader reader;
    private final ObjectReader object;
    private final @Nullable DeletedRows deletedRows;
    private final @Nullable ChangedRows changedRows;

    Assembled(
        BatchReader reader,
        ObjectReader object,
        Optional<DeletionVector> deleted,
        Optional<DeletionVector> marked) {
      this.reader = reader;
      this.object = object;
      this.deletedRows = deleted.map(DeletedRows::new).orElse(null);
      this.changedRows = marked.map(ChangedRows::new).orElse(null);
    }

    @Override
    public StructType schema() {
      return scan.output();
    }

    @Override
    public @Nullable ColumnBatch next() {
      for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
        ColumnBatch rows = wanted(batch);
        if (rows.rowCount() > 0) {
          return assemble(rows);
        }
      }
      return null;
    }

    private ColumnBatch wanted(ColumnBatch batch) {
      if (deletedRows != null) {
        return deletedRows.live(batch, read.size());
      }
      return changedRows == null ? batch : changedRows.changed(batch, read.size());
    }

    private ColumnBatch assemble(ColumnBatch batch) {
      int rows = batch.rowCount();
      List<ColumnVector> columns = new ArrayList<>();
      for (int i = 0; i < fromFile.size(); i++) {
        columns.add(
            fromFile.get(i) == CONSTANT
                ? Vectors.constant(scan.output().field(i).type(), constants.get(i), rows)
                : batch.column(fromFile.get(i)));
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
