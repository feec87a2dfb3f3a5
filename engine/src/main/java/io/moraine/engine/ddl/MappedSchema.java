package io.moraine.engine.ddl;

import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.DataType;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.log.stats.PhysicalNames;
import java.util.function.UnaryOperator;

/**
 * Gives the fields of a schema, at every depth, the ids and physical names of column mapping.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#column-mapping">Column
 *     mapping</a>
 */
final class MappedSchema {
  /** The property with the highest id that was ever given. */
  static final String MAX_COLUMN_ID = "delta.columnMapping.maxColumnId";

  private final UnaryOperator<String> physicalNames;
  private long maxId;

  /**
   * Gives ids above {@code maxId}.
   *
   * @param physicalNames makes the physical name of a field that has none from its name
   */
  MappedSchema(long maxId, UnaryOperator<String> physicalNames) {
    this.maxId = maxId;
    this.physicalNames = physicalNames;
  }

  /** The highest id that is given. */
  long maxId() {
    return maxId;
  }

  /** {@code schema} with what its fields lack. */
  StructType map(StructType schema) {
    seeIds(schema);
    return (StructType) mapped(schema);
  }

  private void seeIds(DataType type) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        field
            .metadata()
            .rawJson(PhysicalNames.FIELD_ID_KEY)
            .ifPresent(id -> maxId = Math.max(maxId, Long.parseLong(id.strip())));
        seeIds(field.type());
      }
    } else if (type instanceof DataType.Array array) {
      seeIds(array.element());
    } else if (type instanceof DataType.MapOf map) {
      seeIds(map.key());
      seeIds(map.value());
    }
  }

  private DataType mapped(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.of(
          struct.fields().stream()
              .map(field -> mapped(field).withType(mapped(field.type())))
              .toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(mapped(array.element()), array.containsNull());
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(mapped(map.key()), mapped(map.value()), map.valueContainsNull());
    }
    return type;
  }

  private StructField mapped(StructField field) {
    FieldMetadata metadata = field.metadata();
    if (metadata.rawJson(PhysicalNames.FIELD_ID_KEY).isEmpty()) {
      metadata = metadata.with(PhysicalNames.FIELD_ID_KEY, Long.toString(++maxId));
    }
    if (metadata.rawJson(PhysicalNames.KEY).isEmpty()) {
      String name = physicalNames.apply(field.name());
      metadata = metadata.with(PhysicalNames.KEY, new JsonWriter().value(name).toString());
    }
    return field.withMetadata(metadata);
  }

  /** {@code schema} without ids and physical names. */
  static StructType plain(StructType schema) {
    return (StructType) unmapped(schema);
  }

  private static DataType unmapped(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.of(
          struct.fields().stream()
              .map(
                  field ->
                      field
                          .withMetadata(
                              field
                                  .metadata()
                                  .without(PhysicalNames.KEY)
                                  .without(PhysicalNames.FIELD_ID_KEY))
                          .withType(unmapped(field.type())))
              .toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(unmapped(array.element()), array.containsNull());
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(
          unmapped(map.key()), unmapped(map.value()), map.valueContainsNull());
    }
    return type;
  }
}
