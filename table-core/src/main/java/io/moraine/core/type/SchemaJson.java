package io.moraine.core.type;

import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads and writes a schema as the log's {@code schemaString} holds it.
 *
 * @see <a
 *     href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#schema-serialization-format">
 *     Schema serialization format</a>
 */
public final class SchemaJson {
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\((\\d{1,4}),\\s*(-?\\d{1,4})\\)");

  private SchemaJson() {}

  /**
   * The schema that {@code json} holds.
   *
   * @param source names the text in errors
   * @throws io.moraine.core.error.CorruptFileException if it is not a struct type's JSON
   */
  public static StructType parse(String json, String source) {
    JsonReader reader = JsonReader.of(json, source);
    DataType type = type(reader);
    reader.end();
    if (type instanceof StructType struct) {
      return struct;
    }
    throw reader.corrupt("a table's schema must be a struct, found " + type);
  }

  /** The JSON of {@code type}, on one line. */
  public static String write(DataType type) {
    JsonWriter writer = new JsonWriter();
    write(type, writer);
    return writer.toString();
  }

  private static DataType type(JsonReader json) {
    if (json.kind() == JsonKind.STRING) {
      return named(json);
    }
    String kind = null;
    List<StructField> fields = null;
    DataType element = null;
    DataType key = null;
    DataType value = null;
    boolean containsNull = true;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "type" -> kind = json.string();
        case "fields" -> fields = fields(json);
        case "elementType" -> element = type(json);
        case "keyType" -> key = type(json);
        case "valueType" -> value = type(json);
        case "containsNull", "valueContainsNull" -> containsNull = json.booleanValue();
        default -> json.skip();
      }
    }
    if ("struct".equals(kind) && fields != null) {
      return StructType.of(fields);
    }
    if ("array".equals(kind) && element != null) {
      return new DataType.Array(element, containsNull);
    }
    if ("map".equals(kind) && key != null && value != null) {
      return new DataType.MapOf(key, value, containsNull);
    }
    throw json.corrupt("a type needs to be a struct, array or map with its parts, found " + kind);
  }

  private static DataType named(JsonReader json) {
    String name = json.string().toLowerCase(Locale.ROOT);
    for (DataType.Primitive primitive : DataType.Primitive.values()) {
      if (primitive.typeName().equals(name)) {
        return primitive;
      }
    }
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = Integer.parseInt(decimal.group(2));
      if (precision >= 1
          && precision <= DataType.Decimal.MAX_PRECISION
          && scale >= 0
          && scale <= precision) {
        return new DataType.Decimal(precision, scale);
      }
      throw json.corrupt("decimal needs 1 <= precision <= 38 and 0 <= scale <= precision: " + name);
    }
    return switch (name) {
      case "decimal" -> new DataType.Decimal(10, 0);
      case "null" -> DataType.Primitive.VOID;
      case "timestampwithouttimezone" -> DataType.Primitive.TIMESTAMP_NTZ;
      default -> throw json.corrupt("unknown type '%s'".formatted(name));
    };
  }

  private static List<StructField> fields(JsonReader json) {
    List<StructField> fields = new ArrayList<>();
    json.beginArray();
    while (json.nextElement()) {
      fields.add(field(json));
    }
    return fields;
  }

  private static StructField field(JsonReader json) {
    String fieldName = null;
    DataType type = null;
    boolean nullable = true;
    FieldMetadata metadata = FieldMetadata.EMPTY;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "name" -> fieldName = json.string();
        case "type" -> type = type(json);
        case "nullable" -> nullable = json.booleanValue();
        case "metadata" -> metadata = metadata(json);
        default -> json.skip();
      }
    }
    if (fieldName == null || type == null) {
      throw json.corrupt("a field needs a name and a type");
    }
    return new StructField(fieldName, type, nullable, metadata);
  }

  private static FieldMetadata metadata(JsonReader json) {
    if (json.isNull()) {
      json.skip();
      return FieldMetadata.EMPTY;
    }
    Map<String, String> values = new LinkedHashMap<>();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      values.put(name, json.raw());
    }
    return values.isEmpty() ? FieldMetadata.EMPTY : new FieldMetadata(values);
  }

  private static void write(DataType type, JsonWriter json) {
    if (type instanceof StructType struct) {
      json.beginObject().field("type", "struct").beginArray("fields");
      struct.fields().forEach(field -> write(field, json));
      json.endArray().endObject();
    } else if (type instanceof DataType.Array array) {
      json.beginObject().field("type", "array").name("elementType");
      write(array.element(), json);
      json.field("containsNull", array.containsNull()).endObject();
    } else if (type instanceof DataType.MapOf map) {
      json.beginObject().field("type", "map").name("keyType");
      write(map.key(), json);
      json.name("valueType");
      write(map.value(), json);
      json.field("valueContainsNull", map.valueContainsNull()).endObject();
    } else {
      json.value(type.typeName());
    }
  }

  private static void write(StructField field, JsonWriter json) {
    json.beginObject().field("name", field.name()).name("type");
    write(field.type(), json);
    json.field("nullable", field.nullable()).beginObject("metadata");
    field.metadata().json().forEach(json::rawField);
    json.endObject().endObject();
  }
}
