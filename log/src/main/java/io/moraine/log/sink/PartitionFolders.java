package io.moraine.log.sink;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Where data files lie: folders named for their partition as Hive names them, and their form in the
 * log.
 *
 * <p>There are two layers: a partition value is escaped to be a folder's name, and the key so made
 * is encoded once more, as a URI, for {@code add.path}.
 */
public final class PartitionFolders {
  private static final String NULL_FOLDER = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

  private PartitionFolders() {}

  /**
   * The folder of a partition with a {@code /} at its end; empty for none.
   *
   * @param values the partition columns' names and texts, in order; a null text is SQL's NULL
   */
  public static String folder(Map<String, String> values) {
    StringBuilder folder = new StringBuilder();
    values.forEach(
        (name, text) -> {
          escape(name, folder);
          folder.append('=');
          if (text == null || text.isEmpty()) {
            folder.append(NULL_FOLDER);
          } else {
            escape(text, folder);
          }
          folder.append('/');
        });
    return folder.toString();
  }

  private static void escape(String text, StringBuilder target) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
        target.append('%').append("%02X".formatted((int) c));
      } else {
        target.append(c);
      }
    }
  }

  /** {@code key} as {@code add.path} holds it: a relative URI, in which other letters stay. */
  public static String encode(String key) {
    try {
      return new URI(null, null, key, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("Not a path: '%s'".formatted(key), e);
    }
  }
}
