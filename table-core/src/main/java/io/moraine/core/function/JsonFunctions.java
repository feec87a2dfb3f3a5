package io.moraine.core.function;

import static io.moraine.core.function.Parameter.STRING;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Functions of strings that hold JSON; null where they do not. */
final class JsonFunctions {
  private JsonFunctions() {}

  static void addTo(FunctionList list) {
    list.nulling(
        "get_json_object",
        List.of(STRING, STRING),
        Primitive.STRING,
        a -> JsonPath.parse((String) a[1]).flatMap(path -> path.find((String) a[0])).orElse(null));
    list.nulling(
        "json_array_length",
        List.of(STRING),
        Primitive.INTEGER,
        a -> read((String) a[0], JsonFunctions::arrayLength));
    list.nulling(
        "json_object_keys",
        List.of(STRING),
        new DataType.Array(Primitive.STRING, false),
        a -> read((String) a[0], JsonFunctions::keys));
  }

  /**
   * What {@code reading} makes of {@code json}; null if it is no JSON or the reading gives null.
   */
  static <T> T read(String json, Function<JsonReader, T> reading) {
    try {
      JsonReader reader = JsonReader.of(json, "JSON");
      T result = reading.apply(reader);
      if (result != null) {
        reader.end();
      }
      return result;
    } catch (CorruptFileException e) {
      return null;
    }
  }

  private static Object arrayLength(JsonReader reader) {
    if (reader.kind() != JsonKind.ARRAY) {
      return null;
    }
    int length = 0;
    reader.beginArray();
    while (reader.nextElement()) {
      reader.skip();
      length++;
    }
    return length;
  }

  private static Object keys(JsonReader reader) {
    if (reader.kind() != JsonKind.OBJECT) {
      return null;
    }
    List<Object> keys = new ArrayList<>();
    reader.beginObject();
    for (String name = reader.nextField(); name != null; name = reader.nextField()) {
      keys.add(name);
      reader.skip();
    }
    return keys;
  }
}
