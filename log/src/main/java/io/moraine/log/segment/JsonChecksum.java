package io.moraine.log.segment;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that a JSON object carries of itself: the MD5 of its values, each with the path to
 * it, in an order that does not depend on the text's.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#json-checksum">JSON
 *     checksum</a>
 */
public final class JsonChecksum {
  /** The field that holds the checksum, which is not part of what is summed. */
  public static final String FIELD = "checksum";

  /** All of these characters are ASCII, so that their order is the bytes'. */
  private static final Comparator<Leaf> BY_PATH = Comparator.comparing(Leaf::path);

  private static final Comparator<Leaf> BY_TEXT = Comparator.comparing(Leaf::toString);

  private final List<Leaf> leaves = new ArrayList<>();
  private @Nullable String stored;

  private record Leaf(String path, String value) {
    @Override
    public String toString() {
      return path + "=" + value;
    }
  }

  private JsonChecksum(JsonReader json) {
    Set<String> names = new HashSet<>();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      requireNew(names, name, json);
      if (name.equals(FIELD)) {
        stored = json.stringOrNull();
      } else {
        collect(encode(name), json);
      }
    }
    json.end();
  }

  /**
   * The object {@code text} with its checksum as last field, in place of none.
   *
   * @throws CorruptFileException if {@code text} is no JSON object, or has a field twice
   */
  public static String sign(String text) {
    String checksum = digest(new JsonChecksum(JsonReader.of(text, "a hint")).form(BY_PATH));
    String open = text.substring(0, text.lastIndexOf('}'));
    String field = new JsonWriter().beginObject().field(FIELD, checksum).endObject().toString();
    boolean first = open.strip().endsWith("{");
    return open + (first ? "" : ",") + field.substring(1);
  }

  /**
   * Whether the object's checksum, if it has one, is that of its other fields. An object that has a
   * field twice, or that something follows, is none.
   *
   * @throws CorruptFileException if {@code json} does not stand on one JSON object
   */
  public static boolean isIntact(JsonReader json) {
    JsonChecksum sums = new JsonChecksum(json);
    Optional<String> expected = Optional.ofNullable(sums.stored);
    // Spark orders the pairs by their whole text, which differs from the protocol's order by path
    // where an array has more than ten values.
    return expected.isEmpty()
        || expected.get().equals(digest(sums.form(BY_PATH)))
        || expected.get().equals(digest(sums.form(BY_TEXT)));
  }

  /** What is summed of {@code json}. */
  static String canonicalForm(JsonReader json) {
    return new JsonChecksum(json).form(BY_PATH);
  }

  private void collect(String path, JsonReader json) {
    switch (json.kind()) {
      case OBJECT -> {
        Set<String> names = new HashSet<>();
        json.beginObject();
        for (String name = json.nextField(); name != null; name = json.nextField()) {
          requireNew(names, name, json);
          collect(path + "+" + encode(name), json);
        }
      }
      case ARRAY -> {
        json.beginArray();
        for (int i = 0; json.nextElement(); i++) {
          collect(path + "+" + i, json);
        }
      }
      case STRING -> leaves.add(new Leaf(path, encode(json.string())));
      case NUMBER, BOOLEAN, NULL -> leaves.add(new Leaf(path, json.raw()));
    }
  }

  private static void requireNew(Set<String> names, String name, JsonReader json) {
    if (!names.add(name)) {
      throw json.corrupt("the field '%s' is there twice".formatted(name));
    }
  }

  private String form(Comparator<Leaf> order) {
    return leaves.stream().sorted(order).map(Leaf::toString).collect(Collectors.joining(","));
  }

  private static String digest(String form) {
    try {
      byte[] content = form.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 2).append('"');
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.append('"').toString();
  }

  private static boolean isUnreserved(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || octet == '-'
        || octet == '.'
        || octet == '_'
        || octet == '~';
  }
}
