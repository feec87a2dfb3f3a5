package io.moraine.engine.file.json;

import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.DataType.Primitive;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import io.moraine.engine.file.text.TextParser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The type that all JSON values seen at one place have.
 *
 * <p>Whole numbers are BIGINT, others DOUBLE; strings that are all dates or times are those; values
 * of several kinds are STRING, as their JSON text.
 */
final class JsonGuess {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final TextParser parser;
  private boolean booleans;
  private boolean numbers;
  private boolean fractions;
  private boolean strings;
  private boolean allDates = true;
  private boolean allTimes = true;
  private JsonGuess elements;
  private Map<String, JsonGuess> fields;

  JsonGuess(TextParser parser) {
    this.parser = parser;
  }

  /** Takes the value on which {@code json} stands into account, and consumes it. */
  void see(JsonReader json) {
    switch (json.kind()) {
      case NULL -> json.skip();
      case BOOLEAN -> {
        booleans = true;
        json.skip();
      }
      case NUMBER -> {
        numbers = true;
        BigDecimal number = json.decimal();
        fractions |=
            number.scale() != 0 || number.compareTo(MIN_LONG) < 0 || number.compareTo(MAX_LONG) > 0;
      }
      case STRING -> seeString(json.string());
      case ARRAY -> {
        elements = elements == null ? new JsonGuess(parser) : elements;
        json.beginArray();
        while (json.nextElement()) {
          elements.see(json);
        }
      }
      case OBJECT -> {
        fields = fields == null ? new LinkedHashMap<>() : fields;
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
          fields.computeIfAbsent(name, key -> new JsonGuess(parser)).see(json);
        }
      }
    }
  }

  private void seeString(String value) {
    strings = true;
    if (allDates || allTimes) {
      char[] text = value.toCharArray();
      allDates &= parser.isDate(text, 0, text.length);
      allTimes &= parser.isTimestamp(text, 0, text.length);
    }
  }

  /** The type of what was seen; STRING where that was nothing but nulls. */
  DataType type() {
    int kinds =
        (booleans ? 1 : 0)
            + (numbers ? 1 : 0)
            + (strings ? 1 : 0)
            + (elements == null ? 0 : 1)
            + (fields == null ? 0 : 1);
    if (kinds != 1) {
      return Primitive.STRING;
    } else if (booleans) {
      return Primitive.BOOLEAN;
    } else if (numbers) {
      return fractions ? Primitive.DOUBLE : Primitive.LONG;
    } else if (elements != null) {
      return new DataType.Array(elements.type(), true);
    } else if (fields != null) {
      // A struct needs a field; an object that never has one is kept as text.
      return fields.isEmpty() ? Primitive.STRING : struct();
    }
    return allDates ? Primitive.DATE : allTimes ? Primitive.TIMESTAMP : Primitive.STRING;
  }

  /** The fields of the objects seen; none if no object was. */
  StructType struct() {
    List<StructField> found = new ArrayList<>();
    if (fields != null) {
      fields.forEach((name, guess) -> found.add(StructField.of(name, guess.type())));
    }
    return StructType.of(found);
  }
}
