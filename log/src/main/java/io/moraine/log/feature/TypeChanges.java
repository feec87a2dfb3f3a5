package io.moraine.log.feature;

import io.moraine.core.error.UnsupportedFeatureException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.type.DataType;
import io.moraine.core.type.StructField;
import io.moraine.core.type.StructType;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The changes of type that a schema records, to columns whose older files are read as the new type.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#type-widening">Type
 *     widening</a>
 */
public final class TypeChanges {
  private static final String KEY = "delta.typeChanges";
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d{1,2}),(\\d{1,2})\\)");

  /**
   * The digits before the point that integers need. Spark takes those that the values have for byte
   * and short, where the protocol says 10.
   */
  private static final Map<String, Integer> INTEGER_DIGITS =
      Map.of("byte", 3, "short", 5, "integer", 10, "long", 20);

  /** The changes that are no decimal's. */
  private static final Set<String> PLAIN =
      Set.of(
          "byte short",
          "byte integer",
          "byte long",
          "byte double",
          "short integer",
          "short long",
          "short double",
          "integer long",
          "integer double",
          "float double",
          "date timestamp_ntz");

  private TypeChanges() {}

  /**
   * Returns if the protocol allows all changes that {@code type} records, at every level.
   *
   * @throws UnsupportedFeatureException naming the column and the change if not
   */
  static void requireReadable(DataType type, String table) {
    if (type instanceof StructType struct) {
      for (StructField field : struct.fields()) {
        field.metadata().rawJson(KEY).ifPresent(json -> check(field, json, table));
        requireReadable(field.type(), table);
      }
    } else if (type instanceof DataType.Array array) {
      requireReadable(array.element(), table);
    } else if (type instanceof DataType.MapOf map) {
      requireReadable(map.key(), table);
      requireReadable(map.value(), table);
    }
  }

  private static void check(StructField field, String text, String table) {
    JsonReader json =
        JsonReader.of(text, "%s of column %s of %s".formatted(KEY, field.name(), table));
    json.beginArray();
    while (json.nextElement()) {
      String from = "";
      String to = "";
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        switch (name) {
          case "fromType" -> from = json.string();
          case "toType" -> to = json.string();
          default -> json.skip();
        }
      }
      if (!isAllowed(from, to)) {
        throw new UnsupportedFeatureException(
            "Cannot read %s: column '%s' changed its type from %s to %s, which type widening does not allow"
                .formatted(table, field.name(), from, to));
      }
    }
  }

  /**
   * Whether a column of type {@code from} may become one of {@code to}; both as schemas name them.
   */
  public static boolean isAllowed(String from, String to) {
    if (PLAIN.contains(from + " " + to)) {
      return true;
    }
    Matcher wide = DECIMAL.matcher(to);
    if (!wide.matches()) {
      return false;
    }
    int digits = Integer.parseInt(wide.group(1));
    int scale = Integer.parseInt(wide.group(2));
    Matcher narrow = DECIMAL.matcher(from);
    if (narrow.matches()) {
      int fromScale = Integer.parseInt(narrow.group(2));
      return scale >= fromScale && digits - scale >= Integer.parseInt(narrow.group(1)) - fromScale;
    }
    Integer needed = INTEGER_DIGITS.get(from);
    return needed != null && digits - scale >= needed;
  }
}
