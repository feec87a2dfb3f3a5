package io.moraine.log.feature;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.CheckpointPolicy;
import io.moraine.log.property.TableProperties;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The features that a table's schema and properties make use of. */
public final class RequiredFeatures {
  /** The properties that switch a feature on by {@code true}. */
  private static final Map<String, TableFeature> SWITCHES =
      Map.of(
          "delta.enableChangeDataFeed", TableFeature.CHANGE_DATA_FEED,
          "delta.enableDeletionVectors", TableFeature.DELETION_VECTORS,
          "delta.enableRowTracking", TableFeature.ROW_TRACKING,
          "delta.enableTypeWidening", TableFeature.TYPE_WIDENING,
          "delta.enableInCommitTimestamps", TableFeature.IN_COMMIT_TIMESTAMP,
          "delta.enableIcebergCompatV1", TableFeature.ICEBERG_COMPAT_V1,
          "delta.enableIcebergCompatV2", TableFeature.ICEBERG_COMPAT_V2,
          "delta.enableIcebergCompatV3", TableFeature.ICEBERG_COMPAT_V3,
          "delta.enableVariantShredding", TableFeature.VARIANT_SHREDDING,
          "delta.appendOnly", TableFeature.APPEND_ONLY);

  private static final Set<TableFeature> SEEN_IN_SCHEMA_AND_PROPERTIES =
      EnumSet.of(
          TableFeature.INVARIANTS,
          TableFeature.CHECK_CONSTRAINTS,
          TableFeature.GENERATED_COLUMNS,
          TableFeature.COLUMN_MAPPING,
          TableFeature.IDENTITY_COLUMNS,
          TableFeature.ALLOW_COLUMN_DEFAULTS);

  private RequiredFeatures() {}

  /**
   * The features, without those that they need in turn.
   *
   * @throws io.moraine.core.error.InvalidInputException if a property is what it cannot be
   */
  public static Set<TableFeature> of(Metadata metadata) {
    TableProperties properties = new TableProperties(metadata.configuration());
    StructType schema = metadata.parseSchema();
    Set<TableFeature> features = EnumSet.noneOf(TableFeature.class);
    SWITCHES.forEach(
        (key, feature) -> {
          if (properties.isOn(key)) {
            features.add(feature);
          }
        });
    for (TableFeature feature : SEEN_IN_SCHEMA_AND_PROPERTIES) {
      if (!Activity.isIdle(feature, schema, properties)) {
        features.add(feature);
      }
    }
    if (properties.checkpointPolicy() == CheckpointPolicy.V2) {
      features.add(TableFeature.V2_CHECKPOINT);
    }
    addTypes(schema, features);
    return features;
  }

  private static void addTypes(DataType type, Set<TableFeature> features) {
    if (type == Primitive.TIMESTAMP_NTZ) {
      features.add(TableFeature.TIMESTAMP_NTZ);
    } else if (type == Primitive.VARIANT) {
      features.add(TableFeature.VARIANT_TYPE);
    } else if (type instanceof StructType struct) {
      struct.fields().forEach(field -> addTypes(field.type(), features));
    } else if (type instanceof DataType.Array array) {
      addTypes(array.element(), features);
    } else if (type instanceof DataType.MapOf map) {
      addTypes(map.key(), features);
      addTypes(map.value(), features);
    }
  }
}
