package io.moraine.log.stats;

import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.property.ColumnMappingMode;
import java.util.ArrayList;
import java.util.List;

/** The names by which the log and data files know columns. */
public final class PhysicalNames {
  /** The key of a field's metadata that holds its physical name, a JSON string. */
  public static final String KEY = "delta.columnMapping.physicalName";

  /** The key of a field's metadata that holds its Parquet field id, for finding it by that. */
  public static final String FIELD_ID_KEY = "delta.columnMapping.id";

  private PhysicalNames() {}

  /**
   * The schema as data files have it: the same types, under physical names at every level.
   *
   * @param schema with logical names
   */
  public static StructType schema(StructType schema, ColumnMappingMode mode) {
    return mode == ColumnMappingMode.NONE ? schema : (StructType) physical(schema, mode);
  }

  private static DataType physical(DataType type, ColumnMappingMode mode) {
    if (type instanceof StructType struct) {
      return StructType.of(
          struct.fields().stream()
              .map(field -> field.withName(of(field, mode)).withType(physical(field.type(), mode)))
              .toList());
    }
    if (type instanceof DataType.Array array) {
      return new DataType.Array(physical(array.element(), mode), array.containsNull());
    }
    if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(
          physical(map.key(), mode), physical(map.value(), mode), map.valueContainsNull());
    }
    return type;
  }

  /** The physical names along {@code path}, a field of {@code schema} or of structs in it. */
  public static List<String> path(StructType schema, List<String> path, ColumnMappingMode mode) {
    List<String> physical = new ArrayList<>();
    DataType type = schema;
    for (String name : path) {
      StructField field = ((StructType) type).field(name);
      physical.add(of(field, mode));
      type = field.type();
    }
    return List.copyOf(physical);
  }

  /** The physical name of {@code field}; its own name where columns are not mapped. */
  public static String of(StructField field, ColumnMappingMode mode) {
    if (mode == ColumnMappingMode.NONE) {
      return field.name();
    }
    return field
        .metadata()
        .rawJson(KEY)
        .map(json -> JsonReader.of(json, KEY + " of column " + field.name()).string())
        .orElse(field.name());
  }
}
