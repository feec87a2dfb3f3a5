package io.moraine.log.stats;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;

/** Marks a file's statistics as being of all its rows, the deleted ones among them. */
public final class WideBounds {
  private static final String TIGHT = "tightBounds";

  private WideBounds() {}

  /**
   * {@code stats}, the JSON text of an {@code add} action, with {@code tightBounds} false; all else
   * is kept to the byte.
   *
   * @throws CorruptFileException if it is no JSON object
   */
  public static String of(String stats) {
    JsonReader json = JsonReader.of(stats, "stats");
    JsonWriter wide = new JsonWriter().beginObject();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals(TIGHT)) {
        json.skip();
      } else {
        wide.rawField(name, json.raw());
      }
    }
    json.end();
    return wide.field(TIGHT, false).endObject().toString();
  }
}
