package io.moraine.core.json;

import io.moraine.core.error.CorruptFileException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON value from bytes, token by token.
 *
 * <p>The reader stands on a value; each method that returns a value, {@link #skip()} and the loops
 * over {@link #nextField()} and {@link #nextElement()} consume it. An object is read by
 *
 * <pre>{@code
 * json.beginObject();
 * for (String name = json.nextField(); name != null; name = json.nextField()) {
 *   switch (name) {
 *     case "size" -> size = json.longValue();
 *     default -> json.skip();
 *   }
 * }
 * }</pre>
 *
 * <p>At most 200 levels deep and 64 MiB a string. Every fault, also a value of another kind than
 * asked for, is a {@link CorruptFileException} with the source's name and the byte.
 */
public final class JsonReader {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_STRING_CHARS = 64 << 20;

  /** Where the parser says a value began; it does not know the source's name, which we do. */
  private static final Pattern PARSER_PLACE = Pattern.compile("\\s*\\([^()]*\\[Source:[^]]*]\\)");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING_CHARS)
                  .build())
          .build();

  private final JsonParser parser;
  private final byte[] data;
  private final int offset;
  private final String source;
  private final long sourcePosition;

  private JsonReader(byte[] data, int offset, int length, String source, long sourcePosition) {
    this.data = data;
    this.offset = offset;
    this.source = source;
    this.sourcePosition = sourcePosition;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), data, offset, length);
    advance();
  }

  /**
   * A reader of the value in {@code data[offset .. offset + length)}.
   *
   * @param source names the bytes in errors
   * @param sourcePosition where the first of these bytes is within the source
   */
  public static JsonReader of(
      byte[] data, int offset, int length, String source, long sourcePosition) {
    return new JsonReader(data, offset, length, source, sourcePosition);
  }

  /** A reader of {@code text}, called {@code source} in errors. */
  public static JsonReader of(String text, String source) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return new JsonReader(utf8, 0, utf8.length, source, 0);
  }

  /** Enters an object; its fields follow by {@link #nextField()}. */
  public void beginObject() {
    expect(JsonToken.START_OBJECT, "an object");
    advance();
  }

  /**
   * The next field's name, standing on its value; null after the last, standing past the object.
   */
  public String nextField() {
    if (parser.currentToken() == JsonToken.END_OBJECT) {
      advance();
      return null;
    }
    expect(JsonToken.PROPERTY_NAME, "a field");
    String name = parser.currentName();
    advance();
    return name;
  }

  /** Enters an array; its elements follow by {@link #nextElement()}. */
  public void beginArray() {
    expect(JsonToken.START_ARRAY, "an array");
    advance();
  }

  /** Whether the reader stands on another element; if not, it stands past the array. */
  public boolean nextElement() {
    if (parser.currentToken() == JsonToken.END_ARRAY) {
      advance();
      return false;
    }
    return true;
  }

  /** Whether the value is null; it is not consumed. */
  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** What kind the value is; it is not consumed. */
  public JsonKind kind() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw corrupt("the text ends where a value is expected");
    }
    return switch (token) {
      case START_OBJECT -> JsonKind.OBJECT;
      case START_ARRAY -> JsonKind.ARRAY;
      case VALUE_STRING -> JsonKind.STRING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonKind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> JsonKind.BOOLEAN;
      case VALUE_NULL -> JsonKind.NULL;
      default -> throw corrupt("expected a value, found " + found());
    };
  }

  /** A string. */
  public String string() {
    expect(JsonToken.VALUE_STRING, "a string");
    try {
      String value = parser.getString();
      advance();
      return value;
    } catch (JacksonException e) {
      // Strings are read lazily, so that only now a fault within one comes to light.
      throw malformed(e);
    }
  }

  /** A string, or null for null. */
  public String stringOrNull() {
    return consumeNull() ? null : string();
  }

  /** A whole number that fits 64 bits. */
  public long longValue() {
    expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
    try {
      long value = parser.getLongValue();
      advance();
      return value;
    } catch (JacksonException e) {
      throw corrupt("expected a whole number of 64 bits, found " + found());
    }
  }

  /** Whether the value is a number without point and exponent. */
  public boolean isWholeNumber() {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
  }

  /** A whole number that fits 64 bits, or null for null. */
  public Long longOrNull() {
    return consumeNull() ? null : (Long) longValue();
  }

  /** A whole number that fits 32 bits. */
  public int intValue() {
    long value = longValue();
    if (value != (int) value) {
      throw corrupt("expected a whole number of 32 bits, found " + value);
    }
    return (int) value;
  }

  /** A number, exactly as written. */
  public BigDecimal decimal() {
    if (kind() != JsonKind.NUMBER) {
      throw corrupt("expected a number, found " + found());
    }
    try {
      BigDecimal value = new BigDecimal(parser.getString());
      advance();
      return value;
    } catch (NumberFormatException | ArithmeticException e) {
      throw corrupt("expected a number, found " + found());
    }
  }

  /** True or false. */
  public boolean booleanValue() {
    boolean value = parser.currentToken() == JsonToken.VALUE_TRUE;
    if (!value) {
      expect(JsonToken.VALUE_FALSE, "true or false");
    }
    advance();
    return value;
  }

  /** True, false, or null for null. */
  public Boolean booleanOrNull() {
    return consumeNull() ? null : (Boolean) booleanValue();
  }

  /** An object of strings, in order; a null value is kept as null. */
  public Map<String, String> stringMap() {
    Map<String, String> map = new LinkedHashMap<>();
    beginObject();
    for (String name = nextField(); name != null; name = nextField()) {
      map.put(name, stringOrNull());
    }
    return Collections.unmodifiableMap(map);
  }

  /** An array of strings. */
  public List<String> stringList() {
    List<String> list = new ArrayList<>();
    beginArray();
    while (nextElement()) {
      list.add(string());
    }
    return List.copyOf(list);
  }

  /** The value's own text, to the byte. */
  public String raw() {
    kind();
    int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    if (parser.currentToken().isStructStart()) {
      skipChildren();
    } else {
      finishToken();
    }
    int end = Math.toIntExact(parser.currentLocation().getByteOffset());
    String text =
        new String(data, offset + start, end - start, StandardCharsets.UTF_8).stripTrailing();
    advance();
    return text;
  }

  /** Passes over the value. */
  public void skip() {
    if (parser.currentToken() != null && parser.currentToken().isStructStart()) {
      skipChildren();
    }
    advance();
  }

  /**
   * Demands that nothing but white space follows the value.
   *
   * @throws CorruptFileException if something does
   */
  public void end() {
    if (parser.currentToken() != null) {
      throw corrupt("expected the end of the text, found " + found());
    }
  }

  /** An error at the place where the reader stands. */
  public CorruptFileException corrupt(String problem) {
    return new CorruptFileException(source, position(), problem);
  }

  private boolean consumeNull() {
    if (isNull()) {
      advance();
      return true;
    }
    return false;
  }

  private void expect(JsonToken token, String what) {
    if (parser.currentToken() != token) {
      throw corrupt("expected %s, found %s".formatted(what, found()));
    }
  }

  private String found() {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return "the end of the text";
    }
    String text = token.isStructStart() || token.isStructEnd() ? token.asString() : safeText();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private String safeText() {
    try {
      return String.valueOf(parser.getString());
    } catch (JacksonException e) {
      return "an unreadable value";
    }
  }

  private long position() {
    long inText = parser.currentTokenLocation().getByteOffset();
    return inText < 0 ? sourcePosition : sourcePosition + inText;
  }

  private void advance() {
    try {
      parser.nextToken();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private void skipChildren() {
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** Strings are read lazily; only a finished token tells where it ends. */
  private void finishToken() {
    try {
      parser.finishToken();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private CorruptFileException malformed(JacksonException e) {
    long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
    return new CorruptFileException(
        source,
        at < 0 ? sourcePosition : sourcePosition + at,
        "not valid JSON: " + PARSER_PLACE.matcher(e.getOriginalMessage()).replaceAll(""));
  }
}
