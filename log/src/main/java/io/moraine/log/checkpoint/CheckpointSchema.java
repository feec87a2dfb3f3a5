package io.moraine.log.checkpoint;

import static io.moraine.core.type.DataType.Primitive.BOOLEAN;
import static io.moraine.core.type.DataType.Primitive.INTEGER;
import static io.moraine.core.type.DataType.Primitive.LONG;
import static io.moraine.core.type.DataType.Primitive.STRING;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a checkpoint's files, one for each kind of action. Names, order, types and
 * nullability are the ones that Delta on Spark writes, because some readers accept no others: every
 * field is nullable, also those that the protocol requires.
 */
final class CheckpointSchema {
  static final String TXN = "txn";
  static final String ADD = "add";
  static final String REMOVE = "remove";
  static final String METADATA = "metaData";
  static final String PROTOCOL = "protocol";
  static final String DOMAIN_METADATA = "domainMetadata";
  static final String CHECKPOINT_METADATA = "checkpointMetadata";
  static final String SIDECAR = "sidecar";

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

  /** What every add has; statistics and partition values as columns may follow. */
  static final List<StructField> ADD_FIELDS =
      List.of(
          field("path", STRING),
          field("partitionValues", STRING_MAP),
          field("size", LONG),
          field("modificationTime", LONG),
          field("dataChange", BOOLEAN),
          field("tags", STRING_MAP),
          field("deletionVector", DELETION_VECTOR),
          field("baseRowId", LONG),
          field("defaultRowCommitVersion", LONG),
          field("clusteringProvider", STRING));

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

  private static final StructType CHECKPOINT_METADATA_FIELDS =
      StructType.of(field("version", LONG), field("tags", STRING_MAP));

  /** What is known of a sidecar. */
  static final StructType SIDECAR_FIELDS =
      StructType.of(
          field("path", STRING),
          field("sizeInBytes", LONG),
          field("modificationTime", LONG),
          field("tags", STRING_MAP));

  private CheckpointSchema() {}

  /** A file with the whole state, of the V1 specification. */
  static StructType classic(StructType add) {
    return StructType.of(
        field(TXN, TXN_FIELDS),
        field(ADD, add),
        field(REMOVE, REMOVE_FIELDS),
        field(METADATA, METADATA_FIELDS),
        field(PROTOCOL, PROTOCOL_FIELDS),
        field(DOMAIN_METADATA, DOMAIN_METADATA_FIELDS));
  }

  /** A file of the V2 specification that names sidecars. */
  static StructType topLevel(StructType add) {
    List<StructField> fields = new ArrayList<>(classic(add).fields());
    fields.add(field(CHECKPOINT_METADATA, CHECKPOINT_METADATA_FIELDS));
    fields.add(field(SIDECAR, SIDECAR_FIELDS));
    return StructType.of(fields);
  }

  /** A sidecar. */
  static StructType sidecar(StructType add) {
    return StructType.of(field(ADD, add), field(REMOVE, REMOVE_FIELDS));
  }

  private static StructField field(String name, DataType type) {
    return StructField.of(name, type);
  }
}
