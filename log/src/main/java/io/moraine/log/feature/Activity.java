package io.moraine.log.feature;

import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import java.util.Set;

/**
 * Whether a table makes use of a feature that its protocol lists.
 *
 * <p>A client that knows what would make a feature active can serve a table where nothing does.
 */
final class Activity {
  private static final Set<TableFeature> JUDGED =
      Set.of(
          TableFeature.INVARIANTS,
          TableFeature.CHECK_CONSTRAINTS,
          TableFeature.CHANGE_DATA_FEED,
          TableFeature.GENERATED_COLUMNS,
          TableFeature.COLUMN_MAPPING,
          TableFeature.IDENTITY_COLUMNS,
          TableFeature.ALLOW_COLUMN_DEFAULTS);

  private Activity() {}

  /** Whether it is known what makes {@code feature} active. */
  static boolean isJudged(TableFeature feature) {
    return JUDGED.contains(feature);
  }

  /** Whether it is certain that the table does not use {@code feature}. */
  static boolean isIdle(TableFeature feature, StructType schema, TableProperties properties) {
    return JUDGED.contains(feature) && !isActive(feature, schema, properties);
  }

  private static boolean isActive(
      TableFeature feature, StructType schema, TableProperties properties) {
    return switch (feature) {
      case INVARIANTS -> hasFieldWith(schema, "delta.invariants");
      case CHECK_CONSTRAINTS -> !properties.checkConstraints().isEmpty();
      case CHANGE_DATA_FEED -> properties.enableChangeDataFeed();
      case GENERATED_COLUMNS -> hasFieldWith(schema, "delta.generationExpression");
      case COLUMN_MAPPING -> properties.columnMappingMode() != ColumnMappingMode.NONE;
      case IDENTITY_COLUMNS -> hasFieldWith(schema, "delta.identity.start");
      case ALLOW_COLUMN_DEFAULTS -> hasFieldWith(schema, "CURRENT_DEFAULT");
      default -> true;
    };
  }

  private static boolean hasFieldWith(DataType type, String key) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        if (field.metadata().json().containsKey(key) || hasFieldWith(field.type(), key)) {
          return true;
        }
      }
      return false;
    }
    if (type instanceof DataType.Array array) {
      return hasFieldWith(array.element(), key);
    }
    if (type instanceof DataType.MapOf map) {
      return hasFieldWith(map.key(), key) || hasFieldWith(map.value(), key);
    }
    return false;
  }
}
