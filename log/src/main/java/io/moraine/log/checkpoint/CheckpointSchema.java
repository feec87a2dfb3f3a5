package io.moraine.log.checkpoint;

import static io.moraine.core.type.DataType.Primitive.BOOLEAN;
import static io.moraine.core.type.DataType.Primitive.INTEGER;
import static io.moraine.core.type.DataType.Primitive.LONG;
import static io.moraine.core.type.DataType.Primitive.STRING;
import static io.moraine.core.type.StructField.of;

import io.moraine.core.type.DataType;
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
          of("storageType", STRING),
          of("pathOrInlineDv", STRING),
          of("offset", INTEGER),
          of("sizeInBytes", INTEGER),
          of("cardinality", LONG),
          of("maxRowIndex", LONG));

  private static final StructType TXN_FIELDS =
      StructType.of(of("appId", STRING), of("version", LONG), of("lastUpdated", LONG));

  private static final StructType ADD_FIELDS =
      StructType.of(
          of("path", STRING),
          of("partitionValues", STRING_MAP),
          of("size", LONG),
          of("modificationTime", LONG),
          of("dataChange", BOOLEAN),
          of("tags", STRING_MAP),
          of("deletionVector", DELETION_VECTOR),
          of("baseRowId", LONG),
          of("defaultRowCommitVersion", LONG),
          of("clusteringProvider", STRING),
          of("stats", STRING));

  private static final StructType REMOVE_FIELDS =
      StructType.of(
          of("path", STRING),
          of("deletionTimestamp", LONG),
          of("dataChange", BOOLEAN),
          of("extendedFileMetadata", BOOLEAN),
          of("partitionValues", STRING_MAP),
          of("size", LONG),
          of("deletionVector", DELETION_VECTOR),
          of("baseRowId", LONG),
          of("defaultRowCommitVersion", LONG));

  private static final StructType METADATA_FIELDS =
      StructType.of(
          of("id", STRING),
          of("name", STRING),
          of("description", STRING),
          of("format", StructType.of(of("provider", STRING), of("options", STRING_MAP))),
          of("schemaString", STRING),
          of("partitionColumns", STRINGS),
          of("configuration", STRING_MAP),
          of("createdTime", LONG));

  private static final StructType PROTOCOL_FIELDS =
      StructType.of(
          of("minReaderVersion", INTEGER),
          of("minWriterVersion", INTEGER),
          of("readerFeatures", STRINGS),
          of("writerFeatures", STRINGS));

  private static final StructType DOMAIN_METADATA_FIELDS =
      StructType.of(of("domain", STRING), of("configuration", STRING), of("removed", BOOLEAN));

  /** One column for each kind of action, at the ordinals above. */
  static final StructType CLASSIC =
      StructType.of(
          of("txn", TXN_FIELDS),
          of("add", ADD_FIELDS),
          of("remove", REMOVE_FIELDS),
          of("metaData", METADATA_FIELDS),
          of("protocol", PROTOCOL_FIELDS),
          of("domainMetadata", DOMAIN_METADATA_FIELDS));

  private CheckpointSchema() {}
}
