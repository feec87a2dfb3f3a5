package io.moraine.core.parquet.crypto;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * What parquet-java's key tools put into a file for finding a key: the key itself, encrypted.
 *
 * @param footer whether it is the footer's
 * @param masterKeyId the master key's name
 * @param wrappedKey the key, encrypted with the master key, or with another one
 * @param otherKeyId that other one's id; empty if there is none
 * @param wrappedOtherKey that other one, encrypted with the master key
 */
record KeyMaterial(
    boolean footer,
    String masterKeyId,
    String wrappedKey,
    String otherKeyId,
    String wrappedOtherKey) {
  private static final String TYPE = "PKMT1";

  boolean isDoubleWrapped() {
    return !otherKeyId.isEmpty();
  }

  byte[] toJson() {
    JsonWriter json = new JsonWriter().beginObject();
    json.field("keyMaterialType", TYPE).field("internalStorage", true);
    json.field("isFooterKey", footer);
    if (footer) {
      json.field("kmsInstanceID", "DEFAULT").field("kmsInstanceURL", "DEFAULT");
    }
    json.field("masterKeyID", masterKeyId).field("wrappedDEK", wrappedKey);
    json.field("doubleWrapping", isDoubleWrapped());
    if (isDoubleWrapped()) {
      json.field("keyEncryptionKeyID", otherKeyId).field("wrappedKEK", wrappedOtherKey);
    }
    return json.endObject().toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Parses what a file tells of the key of {@code column}.
   *
   * @throws UnsupportedFeatureException if the key is not in the file
   */
  static KeyMaterial parse(String column, byte[] metadata) {
    String source =
        column.isEmpty()
            ? "key metadata of a footer"
            : "key metadata of column '%s'".formatted(column);
    JsonReader json = JsonReader.of(new String(metadata, StandardCharsets.UTF_8), source);
    String type = "";
    boolean footer = false;
    boolean internal = false;
    String masterKeyId = "";
    String wrappedKey = "";
    String otherKeyId = "";
    String wrappedOtherKey = "";
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      switch (name) {
        case "keyMaterialType" -> type = json.string();
        case "internalStorage" -> internal = json.booleanValue();
        case "isFooterKey" -> footer = json.booleanValue();
        case "masterKeyID" -> masterKeyId = json.string();
        case "wrappedDEK" -> wrappedKey = json.string();
        case "keyEncryptionKeyID" -> otherKeyId = json.string();
        case "wrappedKEK" -> wrappedOtherKey = json.string();
        default -> json.skip();
      }
    }
    if (!type.equals(TYPE) || !internal) {
      throw new UnsupportedFeatureException(
          "Cannot use the %s: it should hold the key as '%s' within the file, got '%s'%s"
              .formatted(source, TYPE, type, internal ? "" : " outside of it"));
    }
    return new KeyMaterial(footer, masterKeyId, wrappedKey, otherKeyId, wrappedOtherKey);
  }
}
