package io.moraine.log.checkpoint;

import static io.moraine.core.type.DataType.Primitive.BOOLEAN;
import static io.moraine.core.type.DataType.Primitive.INTEGER;
import static io.moraine.core.type.DataType.Primitive.LONG;
import static io.moraine.core.type.DataType.Primitive.STRING;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;

/**
 * The columns of a classic checkpoint of the V1 specification. Names, order, types and nullability
 * are the ones that Delta on Spark writes, because some readers accept no others: every field is
 * nullable, also those that the protocol requires.
 */
final class CheckpointSchema {
  static final int TXN = 0;
  static final int ADD = 1;
  static final int REMOVE = 2;
  static final int METADATA = 3;
  static final int PROTOCOL = 4;
  static final int DOMAIN_METADATA = 5;

  private static final DataType STRINGS = new DataType.Array(STRING, true);
  private static final DataType STRING_MAP = new DataType.MapOf(STRING, STRING, true);

  private static final StructType DELETION_VECTOR =
      StructType.of(
          field("storageType", STRING),
          field("pathOrInlineDv", STRING),
          field("offset", INTEGER),
          field("sizeInBytes", INTEGER),
          field("cardinality", LONG),
          field("maxRowIndex", LONG));

  private static final StructType TXN_FIELDS =
      StructType.of(field("appId", STRING), field("version", LONG), field("lastUpdated", LONG));

  private static final StructType ADD_FIELDS =
      StructType.of(
          field("path", STRING),
          field("partitionValues", STRING_MAP),
          field("size", LONG),
          field("modificationTime", LONG),
          field("dataChange", BOOLEAN),
          field("tags", STRING_MAP),
          field("deletionVector", DELETION_VECTOR),
          field("baseRowId", LONG),
          field("defaultRowCommitVersion", LONG),
          field("clusteringProvider", STRING),
          field("stats", STRING));

  private static final StructType REMOVE_FIELDS =
      StructType.of(
          field("path", STRING),
          field("deletionTimestamp", LONG),
          field("dataChange", BOOLEAN),
          field("extendedFileMetadata", BOOLEAN),
          field("partitionValues", STRING_MAP),
          field("size", LONG),
          field("deletionVector", DELETION_VECTOR),
          field("baseRowId", LONG),
          field("defaultRowCommitVersion", LONG));

  private static final StructType METADATA_FIELDS =
      StructType.of(
          field("id", STRING),
          field("name", STRING),
          field("description", STRING),
          field("format", StructType.of(field("provider", STRING), field("options", STRING_MAP))),
          field("schemaString", STRING),
          field("partitionColumns", STRINGS),
          field("configuration", STRING_MAP),
          field("createdTime", LONG));

  private static final StructType PROTOCOL_FIELDS =
      StructType.of(
          field("minReaderVersion", INTEGER),
          field("minWriterVersion", INTEGER),
          field("readerFeatures", STRINGS),
          field("writerFeatures", STRINGS));

  private static final StructType DOMAIN_METADATA_FIELDS =
      StructType.of(
          field("domain", STRING), field("configuration", STRING), field("removed", BOOLEAN));

  /** One column for each kind of action, at the ordinals above. */
  static final StructType CLASSIC =
      StructType.of(
          field("txn", TXN_FIELDS),
          field("add", ADD_FIELDS),
          field("remove", REMOVE_FIELDS),
          field("metaData", METADATA_FIELDS),
          field("protocol", PROTOCOL_FIELDS),
          field("domainMetadata", DOMAIN_METADATA_FIELDS));

  private CheckpointSchema() {}

  private static StructField field(String name, DataType type) {
    return StructField.of(name, type);
  }
}
