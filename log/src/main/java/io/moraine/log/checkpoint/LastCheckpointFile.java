package io.moraine.log.checkpoint;

import io.moraine.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The content of {@code _last_checkpoint}, which tells readers where to start.
 *
 * @param version the checkpoint's
 * @param size how many actions it holds
 * @param sizeInBytes its file's size
 * @param numOfAddFiles how many of the actions are adds
 */
record LastCheckpointFile(long version, long size, long sizeInBytes, long numOfAddFiles) {
  /** The JSON, with its checksum. */
  byte[] content() {
    JsonWriter json = new JsonWriter().beginObject();
    fields().forEach(json::field);
    return json.field("checksum", checksum())
        .endObject()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, Long> fields() {
    Map<String, Long> fields = new TreeMap<>();
    fields.put("version", version);
    fields.put("size", size);
    fields.put("sizeInBytes", sizeInBytes);
    fields.put("numOfAddFiles", numOfAddFiles);
    return fields;
  }

  /**
   * The MD5 of the canonical form: the fields by name, each {@code "name"=value}.
   *
   * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#json-checksum">JSON
   *     checksum</a>
   */
  private String checksum() {
    String canonical =
        fields().entrySet().stream()
            .map(field -> "\"%s\"=%d".formatted(field.getKey(), field.getValue()))
            .collect(Collectors.joining(","));
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
