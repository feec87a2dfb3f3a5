package io.moraine.reader;

import io.moraine.core.batch.ColumnBatch;
import io.moraine.core.batch.ColumnVector;
import io.moraine.core.batch.StructVector;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.sink.RowTracking;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** Rows on their way to other files. */
public final class TrackedRows {
  private TrackedRows() {}

  /**
   * The table's columns of {@code batch}, which come first in it, and where rows are tracked the
   * columns of {@link RowTracking}.
   *
   * @param metadataColumn where the column of {@link RowMetadata} is, where rows are tracked
   */
  public static ColumnBatch of(Snapshot snapshot, ColumnBatch batch, int metadataColumn) {
    int width = snapshot.schema().size();
    List<StructField> fields = new ArrayList<>(batch.schema().fields().subList(0, width));
    List<ColumnVector> columns = new ArrayList<>(batch.columns().subList(0, width));
    if (snapshot.properties().enableRowTracking()) {
      StructVector metadata = (StructVector) batch.column(metadataColumn).flat();
      StructType type = (StructType) metadata.type();
      fields.addAll(RowTracking.columns(snapshot.properties()));
      columns.add(metadata.field(type.ordinal(RowMetadata.ROW_ID)));
      columns.add(metadata.field(type.ordinal(RowMetadata.ROW_COMMIT_VERSION)));
    }
    return new ColumnBatch(StructType.ofResult(fields), batch.rowCount(), columns);
  }
}
