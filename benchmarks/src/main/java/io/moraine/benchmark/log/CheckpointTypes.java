package io.moraine.benchmark.log;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/** The schema of checkpoints, as Delta on Spark writes it. */
final class CheckpointTypes {
  private static final DataType STRINGS =
      new DataType.MapOf(Primitive.STRING, Primitive.STRING, true);
  private static final DataType NAMES = new DataType.Array(Primitive.STRING, true);

  private static final StructType DELETION_VECTOR =
      StructType.of(
          StructField.of("storageType", Primitive.STRING),
          StructField.of("pathOrInlineDv", Primitive.STRING),
          StructField.of("offset", Primitive.INTEGER),
          StructField.of("sizeInBytes", Primitive.INTEGER),
          StructField.of("cardinality", Primitive.LONG),
          StructField.of("maxRowIndex", Primitive.LONG));

  static final StructType REMOVE =
      StructType.of(
          StructField.of("path", Primitive.STRING),
          StructField.of("deletionTimestamp", Primitive.LONG),
          StructField.of("dataChange", Primitive.BOOLEAN),
          StructField.of("extendedFileMetadata", Primitive.BOOLEAN),
          StructField.of("partitionValues", STRINGS),
          StructField.of("size", Primitive.LONG),
          StructField.of("deletionVector", DELETION_VECTOR));

  static final StructType METADATA =
      StructType.of(
          StructField.of("id", Primitive.STRING),
          StructField.of("name", Primitive.STRING),
          StructField.of("description", Primitive.STRING),
          StructField.of(
              "format",
              StructType.of(
                  StructField.of("provider", Primitive.STRING),
                  StructField.of("options", STRINGS))),
          StructField.of("schemaString", Primitive.STRING),
          StructField.of("partitionColumns", NAMES),
          StructField.of("configuration", STRINGS),
          StructField.of("createdTime", Primitive.LONG));

  static final StructType PROTOCOL =
      StructType.of(
          StructField.of("minReaderVersion", Primitive.INTEGER),
          StructField.of("minWriterVersion", Primitive.INTEGER),
          StructField.of("readerFeatures", NAMES),
          StructField.of("writerFeatures", NAMES));

  static final StructType CHECKPOINT_METADATA =
      StructType.of(StructField.of("version", Primitive.LONG), StructField.of("tags", STRINGS));

  static final StructType SIDECAR =
      StructType.of(
          StructField.of("path", Primitive.STRING),
          StructField.of("sizeInBytes", Primitive.LONG),
          StructField.of("modificationTime", Primitive.LONG),
          StructField.of("tags", STRINGS));

  private CheckpointTypes() {}

  /** The {@code add} column. */
  static StructType add(boolean parsed) {
    List<StructField> fields =
        new ArrayList<>(
            List.of(
                StructField.of("path", Primitive.STRING),
                StructField.of("partitionValues", STRINGS),
                StructField.of("size", Primitive.LONG),
                StructField.of("modificationTime", Primitive.LONG),
                StructField.of("dataChange", Primitive.BOOLEAN),
                StructField.of("tags", STRINGS),
                StructField.of("deletionVector", DELETION_VECTOR),
                StructField.of("baseRowId", Primitive.LONG),
                StructField.of("defaultRowCommitVersion", Primitive.LONG),
                StructField.of("clusteringProvider", Primitive.STRING),
                StructField.of("stats", Primitive.STRING)));
    if (parsed) {
      List<StructField> counts =
          SyntheticFile.STATISTICS_COLUMNS.fields().stream()
              .map(field -> StructField.of(field.name(), Primitive.LONG))
              .toList();
      fields.add(
          StructField.of(
              "partitionValues_parsed",
              StructType.of(StructField.of(SyntheticFile.PARTITION, Primitive.DATE))));
      fields.add(
          StructField.of(
              "stats_parsed",
              StructType.of(
                  StructField.of("numRecords", Primitive.LONG),
                  StructField.of("minValues", SyntheticFile.STATISTICS_COLUMNS),
                  StructField.of("maxValues", SyntheticFile.STATISTICS_COLUMNS),
                  StructField.of("nullCount", StructType.of(counts)))));
    }
    return StructType.of(fields);
  }

  /** All columns of a classic checkpoint. */
  static StructType classic(boolean parsed) {
    return StructType.of(
        StructField.of("add", add(parsed)),
        StructField.of("remove", REMOVE),
        StructField.of("metaData", METADATA),
        StructField.of("protocol", PROTOCOL));
  }

  /** The columns of a V2 checkpoint's own file; Delta on Spark wants those of files, too. */
  static StructType manifest() {
    return StructType.of(
        StructField.of("checkpointMetadata", CHECKPOINT_METADATA),
        StructField.of("sidecar", SIDECAR),
        StructField.of("metaData", METADATA),
        StructField.of("protocol", PROTOCOL),
        StructField.of("add", add(true)),
        StructField.of("remove", REMOVE));
  }

  /** The columns of a sidecar. */
  static StructType sidecar() {
    return StructType.of(StructField.of("add", add(true)), StructField.of("remove", REMOVE));
  }
}
