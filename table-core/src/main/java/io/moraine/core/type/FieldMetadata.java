package io.moraine.core.type;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a schema says of a field besides its type: a comment, a column-mapping id, a default.
 *
 * <p>Values are kept as the JSON text they came as, so that whatever another writer put there goes
 * back unchanged.
 *
 * @param json each key's value as JSON text, in the schema's order
 */
public record FieldMetadata(Map<String, String> json) {
  /** No metadata. */
  public static final FieldMetadata EMPTY = new FieldMetadata(Map.of());

  public FieldMetadata {
    json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return json.isEmpty();
  }

  /** The value of {@code key} as JSON text. */
  public Optional<String> rawJson(String key) {
    return Optional.ofNullable(json.get(key));
  }

  /** The same metadata with {@code key} set to the JSON text {@code value}. */
  public FieldMetadata with(String key, String value) {
    Map<String, String> copy = new LinkedHashMap<>(json);
    copy.put(key, value);
    return new FieldMetadata(copy);
  }

  /** The same metadata without {@code key}. */
  public FieldMetadata without(String key) {
    Map<String, String> copy = new LinkedHashMap<>(json);
    copy.remove(key);
    return new FieldMetadata(copy);
  }
}
