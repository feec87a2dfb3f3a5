package io.moraine.log.sink;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.log.property.TableProperties;
import java.util.List;

/**
 * The columns of data files with what rows that were moved keep.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#row-tracking">Row
 *     tracking</a>
 */
public final class RowTracking {
  private RowTracking() {}

  /**
   * The columns of the rows' ids and of the versions that last changed them, in this order; null in
   * a row is what its file says.
   *
   * @throws CorruptTableException if the table does not name them
   */
  public static List<StructField> columns(TableProperties properties) {
    return List.of(
        column(properties.materializedRowIdColumn().orElseThrow(RowTracking::unnamed)),
        column(properties.materializedRowCommitVersionColumn().orElseThrow(RowTracking::unnamed)));
  }

  private static StructField column(String name) {
    return StructField.of(name, Primitive.LONG);
  }

  private static CorruptTableException unnamed() {
    return new CorruptTableException(
        "A table with delta.enableRowTracking needs the properties %s and %s"
            .formatted(TableProperties.ROW_ID_COLUMN, TableProperties.ROW_COMMIT_VERSION_COLUMN));
  }
}
