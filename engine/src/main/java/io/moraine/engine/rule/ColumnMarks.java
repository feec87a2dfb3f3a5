package io.moraine.engine.rule;

import io.moraine.core.error.CorruptTableException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.type.FieldMetadata;
import io.moraine.core.type.StructField;
import java.util.Optional;

/** What a schema says of a column's values, under the keys of the protocol. */
public final class ColumnMarks {
  /** The SQL of the value of rows that give none, a string. */
  public static final String DEFAULT = "CURRENT_DEFAULT";

  /** The SQL that a column's values are computed by, a string. */
  public static final String GENERATION = "delta.generationExpression";

  /** A column's own condition: a string that holds JSON. */
  public static final String INVARIANTS = "delta.invariants";

  /** The type of a string of limited length as it was declared, a string. */
  public static final String CHAR_TYPE = "__CHAR_VARCHAR_TYPE_STRING";

  private ColumnMarks() {}

  /** The text under {@code key}, if there is any. */
  public static Optional<String> text(StructField field, String key) {
    return field
        .metadata()
        .rawJson(key)
        .map(json -> JsonReader.of(json, key + " of column " + field.name()).string());
  }

  /** {@code metadata} with the string {@code value} under {@code key}. */
  public static FieldMetadata with(FieldMetadata metadata, String key, String value) {
    return metadata.with(key, new JsonWriter().value(value).toString());
  }

  /**
   * The SQL of the column's own condition, if it has one.
   *
   * @throws CorruptTableException if what is there is none
   */
  static Optional<String> invariant(StructField field) {
    return text(field, INVARIANTS)
        .map(
            text -> {
              JsonReader json = JsonReader.of(text, INVARIANTS + " of column " + field.name());
              String condition = null;
              json.beginObject();
              for (String key = json.nextField(); key != null; key = json.nextField()) {
                if (key.equals("expression") && !json.isNull()) {
                  condition = expression(json);
                } else {
                  json.skip();
                }
              }
              if (condition == null) {
                throw new CorruptTableException(
                    "The %s of column '%s' have no expression: %s"
                        .formatted(INVARIANTS, field.name(), text));
              }
              return condition;
            });
  }

  private static String expression(JsonReader json) {
    String condition = null;
    json.beginObject();
    for (String key = json.nextField(); key != null; key = json.nextField()) {
      if (key.equals("expression")) {
        condition = json.string();
      } else {
        json.skip();
      }
    }
    return condition;
  }
}
