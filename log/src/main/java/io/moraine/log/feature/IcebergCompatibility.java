package io.moraine.log.feature;

import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.action.Metadata;
import io.moraine.log.property.ColumnMappingMode;
import io.moraine.log.property.TableProperties;
import java.util.List;
import java.util.Optional;

/**
 * What a table must be that is to be read as an Iceberg table, too.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#iceberg-compatibility-v1">
 *     Iceberg compatibility V1</a>
 */
public final class IcebergCompatibility {
  private static final String V1 = "delta.enableIcebergCompatV1";
  private static final String V2 = "delta.enableIcebergCompatV2";

  private IcebergCompatibility() {}

  /** Whether a table with these properties is to be read as an Iceberg table. */
  public static boolean isOn(TableProperties properties) {
    return properties.isOn(V1) || properties.isOn(V2);
  }

  /**
   * What is wrong with {@code after}, if something is.
   *
   * @param before the metadata that it replaces
   * @param hasFiles whether the table has files from then
   */
  public static Optional<String> problem(
      Metadata after, Optional<Metadata> before, boolean hasFiles) {
    TableProperties properties = new TableProperties(after.configuration());
    if (!isOn(properties)) {
      return Optional.empty();
    }
    String switched = properties.isOn(V1) ? V1 : V2;
    if (properties.isOn(V1) && properties.isOn(V2)) {
      return Optional.of(V1 + " and " + V2 + " are both true, of which one must be false");
    }
    if (properties.columnMappingMode() == ColumnMappingMode.NONE) {
      return Optional.of(switched + " needs delta.columnMapping.mode to be 'name' or 'id'");
    }
    if (properties.enableDeletionVectors()) {
      return Optional.of(switched + " and delta.enableDeletionVectors cannot both be true");
    }
    boolean was = before.map(old -> isOn(new TableProperties(old.configuration()))).orElse(false);
    if (hasFiles && !was) {
      return Optional.of(
          switched
              + " cannot be switched on in a table that has files: they may lack what it asks");
    }
    if (was && !before.orElseThrow().partitionColumns().equals(after.partitionColumns())) {
      return Optional.of(switched + " is true, so that the partitioning cannot change");
    }
    return unfit(after.parseSchema(), "")
        .map(field -> "%s allows no column such as %s".formatted(switched, field));
  }

  /** The first field of a type that Iceberg has not, or that is not written with its ids. */
  static Optional<String> unfit(StructType schema, String parent) {
    for (StructField field : schema.fields()) {
      String name = parent + field.name();
      if (field.type() instanceof StructType struct) {
        Optional<String> nested = unfit(struct, name + ".");
        if (nested.isPresent()) {
          return nested;
        }
      } else if (field.type() instanceof DataType.Array
          || field.type() instanceof DataType.MapOf
          || List.of(Primitive.VOID, Primitive.VARIANT).contains(field.type())) {
        return Optional.of("'%s' of type %s".formatted(name, field.type().sql()));
      }
    }
    return Optional.empty();
  }
}
