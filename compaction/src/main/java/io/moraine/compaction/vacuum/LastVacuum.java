package io.moraine.compaction.vacuum;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.json.JsonWriter;
import io.moraine.core.store.ObjectStore;
import io.moraine.log.segment.LogFile;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** The file beside the log that says how far the last VACUUM came, which Spark's uses too. */
final class LastVacuum {
  private static final String KEY = LogFile.FOLDER + "/_last_vacuum_info";
  private static final String FIELD = "latestCommitVersionOutsideOfRetentionWindow";

  private LastVacuum() {}

  /** The newest version whose removed files were vacuumed; nothing if it is not known. */
  static OptionalLong version(ObjectStore store) {
    byte[] content;
    try {
      content = store.read(KEY);
    } catch (ObjectNotFoundException e) {
      return OptionalLong.empty();
    }
    try {
      JsonReader json = JsonReader.of(new String(content, StandardCharsets.UTF_8), KEY);
      Long found = null;
      json.beginObject();
      for (String name = json.nextField(); name != null; name = json.nextField()) {
        if (name.equals(FIELD)) {
          found = json.longOrNull();
        } else {
          json.skip();
        }
      }
      return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    } catch (CorruptFileException e) {
      // A torn hint is none.
      return OptionalLong.empty();
    }
  }

  /** Remembers that files that left the table by {@code version} are gone. */
  static void remember(ObjectStore store, long version) {
    String json = new JsonWriter().beginObject().field(FIELD, version).endObject().toString();
    store.put(KEY, json.getBytes(StandardCharsets.UTF_8));
  }
}
