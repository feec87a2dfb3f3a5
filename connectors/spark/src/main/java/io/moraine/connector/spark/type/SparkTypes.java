package io.moraine.connector.spark.type;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import io.moraine.core.type.DataType;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.SchemaJson;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Types as Spark has them, and back. Both write a schema as the same JSON, so that this is the way
 * from one to the other.
 */
public final class SparkTypes {
  /** What of a column's metadata is Spark's business when it reads or compares. */
  private static final Set<String> SHOWN =
      Set.of("comment", "__CHAR_VARCHAR_TYPE_STRING", "__COLLATIONS");

  private SparkTypes() {}

  /** The columns as a query of Spark sees them: without what only writers need to know. */
  public static org.apache.spark.sql.types.StructType toSpark(StructType schema) {
    return (org.apache.spark.sql.types.StructType) toSpark((DataType) schema);
  }

  /** The type as a query of Spark sees it. */
  public static org.apache.spark.sql.types.DataType toSpark(DataType type) {
    return org.apache.spark.sql.types.DataType.fromJson(SchemaJson.write(shown(type)));
  }

  private static DataType shown(DataType type) {
    if (type instanceof StructType struct) {
      return StructType.ofResult(struct.fields().stream().map(SparkTypes::shown).toList());
    } else if (type instanceof DataType.Array array) {
      return new DataType.Array(shown(array.element()), array.containsNull());
    } else if (type instanceof DataType.MapOf map) {
      return new DataType.MapOf(shown(map.key()), shown(map.value()), map.valueContainsNull());
    }
    return type;
  }

  private static StructField shown(StructField field) {
    Map<String, String> kept = new LinkedHashMap<>();
    field
        .metadata()
        .json()
        .forEach(
            (key, value) -> {
              if (SHOWN.contains(key)) {
                kept.put(key, value);
              }
            });
    return field.withType(shown(field.type())).withMetadata(new FieldMetadata(kept));
  }

  /**
   * The columns of a schema of Spark's, with their metadata.
   *
   * @throws InvalidInputException if a column is of a type that a table cannot have
   */
  public static StructType fromSpark(org.apache.spark.sql.types.StructType schema) {
    try {
      return SchemaJson.parse(schema.json(), "Spark's schema " + schema.catalogString());
    } catch (MoraineException e) {
      throw new InvalidInputException(
          "A table cannot have the columns %s: %s"
              .formatted(schema.catalogString(), e.getMessage()),
          e);
    }
  }

  /** The type of a value of Spark's. */
  public static DataType fromSpark(org.apache.spark.sql.types.DataType type) {
    return fromSpark(
            new org.apache.spark.sql.types.StructType()
                .add("value", type)) // a type alone has no JSON of its own kind
        .fields()
        .get(0)
        .type();
  }

  /** The fields of {@code schema} whose names are {@code names}, in that order. */
  public static StructType chosen(StructType schema, List<String> names) {
    return StructType.ofResult(names.stream().map(schema::field).toList());
  }
}
