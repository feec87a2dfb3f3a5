package io.moraine.log.stats;

import io.moraine.core.json.JsonReader;
import io.moraine.core.type.StructField;
import io.moraine.log.property.ColumnMappingMode;

/** The names by which the log and data files know columns. */
public final class PhysicalNames {
  private static final String KEY = "delta.columnMapping.physicalName";

  private PhysicalNames() {}

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
