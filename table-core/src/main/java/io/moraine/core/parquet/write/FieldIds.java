package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import java.util.HashMap;
import java.util.Map;

/**
 * The Parquet field ids that a field's metadata gives: its own, and those of elements, keys and
 * values within it.
 *
 * @param own null if there is none
 * @param nested by path below the field: {@code name.element}, {@code name.value.key}
 * @param path of this place, from the field's name on
 */
record FieldIds(Integer own, Map<String, Integer> nested, String path) {
  static final FieldIds NONE = new FieldIds(null, Map.of(), "");

  private static final String MAPPING_ID = "delta.columnMapping.id";
  private static final String SPARK_ID = "parquet.field.id";
  private static final String NESTED_IDS = "delta.columnMapping.nested.ids";

  static FieldIds of(StructField field) {
    FieldMetadata metadata = field.metadata();
    String own = metadata.rawJson(MAPPING_ID).or(() -> metadata.rawJson(SPARK_ID)).orElse(null);
    Map<String, Integer> nested = new HashMap<>();
    metadata
        .rawJson(NESTED_IDS)
        .ifPresent(
            json -> {
              JsonReader reader = JsonReader.of(json, NESTED_IDS + " of column " + field.name());
              reader.beginObject();
              for (String key = reader.nextField(); key != null; key = reader.nextField()) {
                nested.put(key, id(reader.raw(), field));
              }
              reader.end();
            });
    return new FieldIds(own == null ? null : id(own, field), nested, field.name());
  }

  private static int id(String json, StructField field) {
    try {
      return Integer.parseInt(json.strip());
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "The Parquet field id of column '%s' needs to be a number of 32 bits, found %s"
              .formatted(field.name(), json),
          e);
    }
  }

  /** The ids of an element, key or value. */
  FieldIds into(String part) {
    String below = path + "." + part;
    return new FieldIds(nested.get(below), nested, below);
  }
}
