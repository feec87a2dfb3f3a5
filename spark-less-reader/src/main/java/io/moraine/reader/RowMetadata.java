package io.moraine.reader;

import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The column that tells of each row where it is and, in tables that track rows, which row it is.
 *
 * <p>A struct with the names that Spark gives: {@code file_path}, {@code file_name}, {@code
 * file_size} (bytes), {@code file_modification_time}, and {@code row_index}, the row's position in
 * its file from 0, deleted rows counted. Where rows are tracked also {@code base_row_id} and {@code
 * default_row_commit_version} of the file, {@code row_id}, which a row keeps for life, and {@code
 * row_commit_version}, the version that last changed it.
 */
public final class RowMetadata {
  /** The column's name. */
  public static final String NAME = "_metadata";

  /** The field with the id that a row keeps for life. */
  public static final String ROW_ID = "row_id";

  /** The field with the version that last changed a row. */
  public static final String ROW_COMMIT_VERSION = "row_commit_version";

  private static final List<StructField> OF_FILE =
      List.of(
          StructField.required("file_path", Primitive.STRING),
          StructField.required("file_name", Primitive.STRING),
          StructField.required("file_size", Primitive.LONG),
          StructField.required("file_modification_time", Primitive.TIMESTAMP),
          StructField.required("row_index", Primitive.LONG));

  private static final List<StructField> TRACKED =
      List.of(
          StructField.of("base_row_id", Primitive.LONG),
          StructField.of("default_row_commit_version", Primitive.LONG),
          StructField.of(ROW_ID, Primitive.LONG),
          StructField.of(ROW_COMMIT_VERSION, Primitive.LONG));

  private RowMetadata() {}

  /** The column as rows of {@code snapshot} have it. */
  public static StructField column(Snapshot snapshot) {
    List<StructField> fields = new ArrayList<>(OF_FILE);
    if (isTracked(snapshot)) {
      fields.addAll(TRACKED);
    }
    return StructField.required(NAME, StructType.of(fields));
  }

  /** Whether every row has an id. */
  static boolean isTracked(Snapshot snapshot) {
    return snapshot
        .properties()
        .text("delta.enableRowTracking")
        .filter(value -> value.strip().equalsIgnoreCase("true"))
        .isPresent();
  }

  /** The column of data files with ids that rows brought with them. */
  static Optional<String> materializedRowId(Snapshot snapshot) {
    return snapshot.properties().text("delta.rowTracking.materializedRowIdColumnName");
  }

  /** The column of data files with the versions that rows brought with them. */
  static Optional<String> materializedRowCommitVersion(Snapshot snapshot) {
    return snapshot.properties().text("delta.rowTracking.materializedRowCommitVersionColumnName");
  }
}
