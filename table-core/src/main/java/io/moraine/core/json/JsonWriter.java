package io.moraine.core.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes one JSON value as compact text on one line.
 *
 * <p>{@code field} methods stand inside an object, {@code value} methods inside an array or at the
 * top. A field whose value is null is left out, which is what the log's readers expect of absent
 * values; {@link #nullField} writes one.
 */
public final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text);

  /** Starts an object, as an element or at the top. */
  public JsonWriter beginObject() {
    generator.writeStartObject();
    return this;
  }

  /** Starts an object as the value of a field. */
  public JsonWriter beginObject(String name) {
    generator.writeName(name);
    return beginObject();
  }

  /** Ends an object. */
  public JsonWriter endObject() {
    generator.writeEndObject();
    return this;
  }

  /** Starts an array, as an element or at the top. */
  public JsonWriter beginArray() {
    generator.writeStartArray();
    return this;
  }

  /** Starts an array as the value of a field. */
  public JsonWriter beginArray(String name) {
    generator.writeName(name);
    return beginArray();
  }

  /** Ends an array. */
  public JsonWriter endArray() {
    generator.writeEndArray();
    return this;
  }

  /** A string field, left out if null. */
  public JsonWriter field(String name, String value) {
    if (value != null) {
      generator.writeName(name).writeString(value);
    }
    return this;
  }

  /** A whole-number field, left out if null. */
  public JsonWriter field(String name, Long value) {
    if (value != null) {
      generator.writeName(name).writeNumber(value.longValue());
    }
    return this;
  }

  /** A whole-number field, left out if null. */
  public JsonWriter field(String name, Integer value) {
    if (value != null) {
      generator.writeName(name).writeNumber(value.intValue());
    }
    return this;
  }

  /** A boolean field, left out if null. */
  public JsonWriter field(String name, Boolean value) {
    if (value != null) {
      generator.writeName(name).writeBoolean(value);
    }
    return this;
  }

  /** A field whose value is the JSON text {@code json}, left out if null. */
  public JsonWriter rawField(String name, String json) {
    if (json != null) {
      generator.writeName(name).writeRawValue(json);
    }
    return this;
  }

  /** A field that is null. */
  public JsonWriter nullField(String name) {
    generator.writeName(name).writeNull();
    return this;
  }

  /** A field that holds an object of strings; null values stay. */
  public JsonWriter field(String name, Map<String, String> map) {
    beginObject(name);
    map.forEach(
        (key, value) -> {
          if (value == null) {
            nullField(key);
          } else {
            field(key, value);
          }
        });
    return endObject();
  }

  /** A field that holds an array of strings. */
  public JsonWriter field(String name, Iterable<String> list) {
    beginArray(name);
    list.forEach(this::value);
    return endArray();
  }

  /** The name of a field whose value follows by a {@code value} method. */
  public JsonWriter name(String name) {
    generator.writeName(name);
    return this;
  }

  /** A string. */
  public JsonWriter value(String value) {
    generator.writeString(value);
    return this;
  }

  /** A whole number. */
  public JsonWriter value(long value) {
    generator.writeNumber(value);
    return this;
  }

  /** A number; NaN and the infinities become the strings that Spark writes for them. */
  public JsonWriter value(double value) {
    if (Double.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeString(Double.toString(value));
    }
    return this;
  }

  /** A number in the fewest digits of its own type; NaN and the infinities become strings. */
  public JsonWriter value(float value) {
    if (Float.isFinite(value)) {
      generator.writeNumber(value);
    } else {
      generator.writeString(Float.toString(value));
    }
    return this;
  }

  /** A number without exponent. */
  public JsonWriter value(BigDecimal value) {
    generator.writeNumber(value);
    return this;
  }

  /** True or false. */
  public JsonWriter value(boolean value) {
    generator.writeBoolean(value);
    return this;
  }

  /** Null. */
  public JsonWriter nullValue() {
    generator.writeNull();
    return this;
  }

  /** JSON text as it is. */
  public JsonWriter rawValue(String json) {
    generator.writeRawValue(json);
    return this;
  }

  /** The text written so far; the value must be complete. */
  @Override
  public String toString() {
    generator.flush();
    return text.toString();
  }
}
