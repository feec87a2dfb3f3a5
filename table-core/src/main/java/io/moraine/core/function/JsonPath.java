package io.moraine.core.function;

import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.variant.VariantValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path to a part of a value: {@code $}, then {@code .name}, {@code ['name']} and {@code [0]}.
 *
 * @param steps each a name, or a place in an array
 */
record JsonPath(List<Object> steps) {
  static Optional<JsonPath> parse(String text) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    List<Object> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length()) {
      boolean quoted = text.startsWith("['", at);
      int end;
      if (quoted) {
        end = text.indexOf("']", at);
      } else if (text.charAt(at) == '[') {
        end = text.indexOf(']', at);
      } else {
        end = nameEnd(text, at + 1);
      }
      int from = at + (quoted ? 2 : 1);
      if (end < from || (end == from && !quoted)) {
        return Optional.empty();
      }
      String step = text.substring(from, end);
      if (text.charAt(at) == '[' && !quoted) {
        if (!step.matches("\\d{1,9}")) {
          return Optional.empty();
        }
        steps.add(Integer.valueOf(step));
      } else if (text.charAt(at) == '[' || text.charAt(at) == '.') {
        steps.add(step);
      } else {
        return Optional.empty();
      }
      at = end + (quoted ? 2 : text.charAt(at) == '[' ? 1 : 0);
    }
    return Optional.of(new JsonPath(steps));
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  /** The part of {@code whole}, if it has it. */
  Optional<VariantValue> find(VariantValue whole) {
    Optional<VariantValue> found = Optional.of(whole);
    for (Object step : steps) {
      if (step instanceof String name) {
        found = found.flatMap(value -> value.field(name));
      } else {
        int place = (Integer) step;
        found =
            found
                .filter(value -> value.kind() == VariantValue.Kind.ARRAY && place < value.size())
                .map(value -> value.element(place));
      }
    }
    return found;
  }

  /** The part of {@code json}: a string as it is, anything else as JSON; nothing for null. */
  Optional<String> find(String json) {
    return Optional.ofNullable(JsonFunctions.read(json, reader -> find(reader, 0)));
  }

  private String find(JsonReader reader, int step) {
    if (step == steps.size()) {
      return text(reader);
    }
    String found = null;
    if (steps.get(step) instanceof String wanted) {
      if (reader.kind() != JsonKind.OBJECT) {
        reader.skip();
        return null;
      }
      reader.beginObject();
      for (String name = reader.nextField(); name != null; name = reader.nextField()) {
        if (name.equals(wanted) && found == null) {
          found = find(reader, step + 1);
        } else {
          reader.skip();
        }
      }
      return found;
    }
    if (reader.kind() != JsonKind.ARRAY) {
      reader.skip();
      return null;
    }
    int place = 0;
    reader.beginArray();
    while (reader.nextElement()) {
      if (steps.get(step).equals(place++)) {
        found = find(reader, step + 1);
      } else {
        reader.skip();
      }
    }
    return found;
  }

  private static String text(JsonReader reader) {
    return switch (reader.kind()) {
      case STRING -> reader.string();
      case NULL -> {
        reader.skip();
        yield null;
      }
      default -> compact(reader);
    };
  }

  /** The value without spaces between its parts. */
  private static String compact(JsonReader reader) {
    JsonWriter writer = new JsonWriter();
    copy(reader, writer);
    return writer.toString();
  }

  /** Numbers that are not whole as Spark writes them: as doubles. */
  private static String number(String text) {
    boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return whole ? text : Double.toString(Double.parseDouble(text));
  }

  private static void copy(JsonReader reader, JsonWriter writer) {
    switch (reader.kind()) {
      case OBJECT -> {
        writer.beginObject();
        reader.beginObject();
        for (String name = reader.nextField(); name != null; name = reader.nextField()) {
          writer.name(name);
          copy(reader, writer);
        }
        writer.endObject();
      }
      case ARRAY -> {
        writer.beginArray();
        reader.beginArray();
        while (reader.nextElement()) {
          copy(reader, writer);
        }
        writer.endArray();
      }
      case STRING -> writer.value(reader.string());
      case NUMBER -> writer.rawValue(number(reader.raw()));
      default -> writer.rawValue(reader.raw());
    }
  }
}
