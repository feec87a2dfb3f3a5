package io.moraine.log.action;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonKind;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who wrote a commit, when and why. Anything may be in it, so all of it is kept as JSON text; the
 * accessors give what they find in the expected form and nothing otherwise, never an error.
 *
 * @param fields each field's value as JSON text, in order
 */
public record CommitInfo(Map<String, String> fields) implements Action {
  public CommitInfo {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** A commit info to be filled by {@code with} methods. */
  public static CommitInfo of(long timestampMillis, String operation) {
    return new CommitInfo(Map.of()).with("timestamp", timestampMillis).with("operation", operation);
  }

  /** When the writer says it was, in milliseconds since 1970-01-01T00:00Z. */
  public OptionalLong timestamp() {
    return number("timestamp");
  }

  /** The commit's time by the feature {@code inCommitTimestamp}, in milliseconds. */
  public OptionalLong inCommitTimestamp() {
    return number("inCommitTimestamp");
  }

  /** What was done: {@code WRITE}, {@code MERGE}. */
  public Optional<String> operation() {
    return text("operation");
  }

  /** The operation's parameters; values that are not strings stay JSON text. */
  public Map<String, String> operationParameters() {
    return map("operationParameters");
  }

  /** The operation's measures; values that are not strings stay JSON text. */
  public Map<String, String> operationMetrics() {
    return map("operationMetrics");
  }

  /** The version that the writer read. */
  public OptionalLong readVersion() {
    return number("readVersion");
  }

  /** Under which isolation the writer committed. */
  public Optional<String> isolationLevel() {
    return text("isolationLevel");
  }

  /** Whether files were only added, without a look at the table. */
  public Optional<Boolean> isBlindAppend() {
    return Optional.ofNullable(fields.get("isBlindAppend"))
        .filter(json -> json.equals("true") || json.equals("false"))
        .map(Boolean::valueOf);
  }

  /** The writer's name and version. */
  public Optional<String> engineInfo() {
    return text("engineInfo");
  }

  /** The unique id of the attempt that wrote the commit. */
  public Optional<String> txnId() {
    return text("txnId");
  }

  /** The user's own words. */
  public Optional<String> userMetadata() {
    return text("userMetadata");
  }

  /** The string that field {@code name} holds. */
  public Optional<String> text(String name) {
    return value(name, JsonKind.STRING).map(JsonReader::string);
  }

  /** The whole number that field {@code name} holds. */
  public OptionalLong number(String name) {
    Optional<JsonReader> json = value(name, JsonKind.NUMBER);
    if (json.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(json.get().longValue());
    } catch (CorruptFileException e) {
      return OptionalLong.empty();
    }
  }

  /** The same with field {@code name} set to a string. */
  public CommitInfo with(String name, String value) {
    return withJson(name, new JsonWriter().value(value).toString());
  }

  /** The same with field {@code name} set to a number. */
  public CommitInfo with(String name, long value) {
    return withJson(name, Long.toString(value));
  }

  /** The same with field {@code name} set to an object of strings. */
  public CommitInfo with(String name, Map<String, String> map) {
    JsonWriter json = new JsonWriter().beginObject();
    map.forEach(json::field);
    return withJson(name, json.endObject().toString());
  }

  /** The same with field {@code name} set to the JSON text {@code json}. */
  public CommitInfo withJson(String name, String json) {
    Map<String, String> copy = new LinkedHashMap<>(fields);
    copy.put(name, json);
    return new CommitInfo(copy);
  }

  private Map<String, String> map(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    value(name, JsonKind.OBJECT)
        .ifPresent(
            json -> {
              json.beginObject();
              for (String key = json.nextField(); key != null; key = json.nextField()) {
                map.put(key, json.kind() == JsonKind.STRING ? json.string() : json.raw());
              }
            });
    return Collections.unmodifiableMap(map);
  }

  private Optional<JsonReader> value(String name, JsonKind kind) {
    return Optional.ofNullable(fields.get(name))
        .map(json -> JsonReader.of(json, "commitInfo." + name))
        .filter(json -> json.kind() == kind);
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.commitInfo(this);
  }
}
