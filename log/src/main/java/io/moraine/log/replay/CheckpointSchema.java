package io.moraine.log.replay;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;

/**
 * What to read of a checkpoint's columns. A checkpoint may lack any of them, and have others.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoint-schema">Checkpoint
 *     schema</a>
 */
final class CheckpointSchema {
  private static final DataType STRINGS =
      new DataType.MapOf(Primitive.STRING, Primitive.STRING, true);
  private static final DataType NAMES = new DataType.Array(Primitive.STRING, true);

  private static final StructType DELETION_VECTOR =
      StructType.of(
          StructField.of("storageType", Primitive.STRING),
          StructField.of("pathOrInlineDv", Primitive.STRING),
          StructField.of("offset", Primitive.INTEGER),
          StructField.of("sizeInBytes", Primitive.INTEGER),
          StructField.of("cardinality", Primitive.LONG));

  static final StructType ADD =
      StructType.of(
          StructField.of("path", Primitive.STRING),
          StructField.of("partitionValues", STRINGS),
          StructField.of("size", Primitive.LONG),
          StructField.of("modificationTime", Primitive.LONG),
          StructField.of("dataChange", Primitive.BOOLEAN),
          StructField.of("stats", Primitive.STRING),
          StructField.of("tags", STRINGS),
          StructField.of("deletionVector", DELETION_VECTOR),
          StructField.of("baseRowId", Primitive.LONG),
          StructField.of("defaultRowCommitVersion", Primitive.LONG),
          StructField.of("clusteringProvider", Primitive.STRING));

  private static final StructType REMOVE =
      StructType.of(
          StructField.of("path", Primitive.STRING),
          StructField.of("deletionTimestamp", Primitive.LONG),
          StructField.of("dataChange", Primitive.BOOLEAN),
          StructField.of("extendedFileMetadata", Primitive.BOOLEAN),
          StructField.of("partitionValues", STRINGS),
          StructField.of("size", Primitive.LONG),
          StructField.of("stats", Primitive.STRING),
          StructField.of("tags", STRINGS),
          StructField.of("deletionVector", DELETION_VECTOR),
          StructField.of("baseRowId", Primitive.LONG),
          StructField.of("defaultRowCommitVersion", Primitive.LONG));

  private static final StructType PROTOCOL =
      StructType.of(
          StructField.of("minReaderVersion", Primitive.INTEGER),
          StructField.of("minWriterVersion", Primitive.INTEGER),
          StructField.of("readerFeatures", NAMES),
          StructField.of("writerFeatures", NAMES));

  private static final StructType METADATA =
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
          StructField.of("createdTime", Primitive.LONG),
          StructField.of("configuration", STRINGS));

  private static final StructType TRANSACTION =
      StructType.of(
          StructField.of("appId", Primitive.STRING),
          StructField.of("version", Primitive.LONG),
          StructField.of("lastUpdated", Primitive.LONG));

  private static final StructType DOMAIN =
      StructType.of(
          StructField.of("domain", Primitive.STRING),
          StructField.of("configuration", Primitive.STRING),
          StructField.of("removed", Primitive.BOOLEAN));

  private static final StructType SIDECAR =
      StructType.of(
          StructField.of("path", Primitive.STRING),
          StructField.of("sizeInBytes", Primitive.LONG),
          StructField.of("modificationTime", Primitive.LONG),
          StructField.of("tags", STRINGS));

  private CheckpointSchema() {}

  /** All columns, where {@code add} has the fields of {@code add}. */
  static StructType with(StructType add) {
    return StructType.of(
        StructField.of("add", add),
        StructField.of("remove", REMOVE),
        StructField.of("protocol", PROTOCOL),
        StructField.of("metaData", METADATA),
        StructField.of("txn", TRANSACTION),
        StructField.of("domainMetadata", DOMAIN),
        StructField.of("sidecar", SIDECAR));
  }
}
