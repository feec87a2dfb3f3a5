package io.moraine.compaction.convert;

import io.moraine.core.store.ObjectStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of a folder that may become a table.
 *
 * @param status its key, size and time
 * @param partitionValues what the names of its folders say, in their order; null for Hive's name of
 *     none
 */
record FoundFile(ObjectStatus status, Map<String, @Nullable String> partitionValues) {
  private static final String NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";

  FoundFile {
    partitionValues = Collections.unmodifiableMap(new LinkedHashMap<>(partitionValues));
  }

  static FoundFile of(ObjectStatus status) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    String key = status.key();
    int from = 0;
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', from)) {
      String name = key.substring(from, slash);
      int equals = name.indexOf('=');
      if (equals > 0) {
        String value = unescaped(name.substring(equals + 1));
        values.put(unescaped(name.substring(0, equals)), value.equals(NULL_FOLDER) ? null : value);
      }
      from = slash + 1;
    }
    return new FoundFile(status, values);
  }

  /** Whether other engines pass over it: a part of its path begins with {@code _} or {@code .}. */
  static boolean isHidden(String key) {
    for (String name : key.split("/", -1)) {
      if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
        return true;
      }
    }
    return false;
  }

  /** The text of which Hive makes a folder's name by escapes. */
  private static String unescaped(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] all = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < all.length; i++) {
      int high = i + 2 < all.length ? Character.digit(all[i + 1], 16) : -1;
      int low = i + 2 < all.length ? Character.digit(all[i + 2], 16) : -1;
      if (all[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(all[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
