package io.moraine.reader;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.LongVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.batch.Vectors;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.AddFile;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the column of {@link RowMetadata} for one file. */
final class FileMetadata {
  private static final long MICROS_PER_MILLI = 1000;
  private static final int NONE = -1;

  private final StructType type;
  private final boolean tracked;
  private final AddFile file;
  private final String path;
  private final int idColumn;
  private final int versionColumn;

  /** Adds to {@code wanted}, the columns to read from the file, those that it needs. */
  FileMetadata(Snapshot snapshot, AddFile file, List<StructField> wanted) {
    this.type = (StructType) RowMetadata.column(snapshot).type();
    this.tracked = RowMetadata.isTracked(snapshot);
    this.file = file;
    this.path = snapshot.paths().location(file.path());
    this.idColumn = tracked ? add(RowMetadata.materializedRowId(snapshot), wanted) : NONE;
    this.versionColumn =
        tracked ? add(RowMetadata.materializedRowCommitVersion(snapshot), wanted) : NONE;
  }

  private static int add(Optional<String> column, List<StructField> wanted) {
    column.ifPresent(name -> wanted.add(StructField.of(name, Primitive.LONG)));
    return column.isPresent() ? wanted.size() - 1 : NONE;
  }

  /**
   * The column for the rows of {@code batch}.
   *
   * @param positionColumn of the batch: the rows' positions in the file
   */
  ColumnVector column(ColumnBatch batch, int positionColumn) {
    int rows = batch.rowCount();
    List<Object> ofFile =
        List.of(
            path,
            path.substring(path.lastIndexOf('/') + 1),
            file.size(),
            Math.multiplyExact(file.modificationTime(), MICROS_PER_MILLI));
    List<ColumnVector> fields = new ArrayList<>();
    for (Object value : ofFile) {
      fields.add(Vectors.constant(type.field(fields.size()).type(), value, rows));
    }
    LongVector positions = (LongVector) batch.column(positionColumn);
    fields.add(positions);
    if (tracked) {
      Long firstId = file.baseRowId();
      Long version = file.defaultRowCommitVersion();
      fields.add(Vectors.constant(Primitive.LONG, firstId, rows));
      fields.add(Vectors.constant(Primitive.LONG, version, rows));
      long[] ids = new long[rows];
      long[] versions = new long[rows];
      for (int row = 0; row < rows && firstId != null; row++) {
        ids[row] = firstId + positions.values()[row];
      }
      for (int row = 0; row < rows && version != null; row++) {
        versions[row] = version;
      }
      fields.add(or(materialized(batch, idColumn), ids, firstId != null));
      fields.add(or(materialized(batch, versionColumn), versions, version != null));
    }
    return new StructVector(type, rows, fields, null);
  }

  private static @Nullable LongVector materialized(ColumnBatch batch, int column) {
    return column == NONE ? null : (LongVector) batch.column(column).flat();
  }

  /** What rows brought with them, else what their file says, if it says something. */
  private static LongVector or(@Nullable LongVector own, long[] ofFile, boolean known) {
    int rows = ofFile.length;
    byte[] validity = known ? null : new byte[rows];
    for (int row = 0; own != null && row < rows; row++) {
      if (!own.isNull(row)) {
        ofFile[row] = own.values()[row];
        if (validity != null) {
          validity[row] = 1;
        }
      }
    }
    return new LongVector(Primitive.LONG, rows, ofFile, validity);
  }
}
