package io.moraine.log.segment;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.error.ObjectNotFoundException;
import io.moraine.core.json.JsonReader;
import io.moraine.core.store.ObjectStore;
import java.util.OptionalLong;

/**
 * The hint where a recent checkpoint is. It may be wrong in any way; then it is no hint. One that
 * is torn between two writers is found out by its checksum.
 */
public final class LastCheckpoint {
  /** The hint's key. */
  public static final String KEY = LogFile.FOLDER + "/_last_checkpoint";

  private LastCheckpoint() {}

  /** The version that the hint names, if there is a hint that can be read. */
  public static OptionalLong version(ObjectStore store) {
    try {
      byte[] content = store.read(KEY);
      return JsonChecksum.isIntact(reader(content))
          ? version(reader(content))
          : OptionalLong.empty();
    } catch (ObjectNotFoundException | CorruptFileException e) {
      return OptionalLong.empty();
    }
  }

  private static JsonReader reader(byte[] content) {
    return JsonReader.of(content, 0, content.length, KEY, 0);
  }

  private static OptionalLong version(JsonReader json) {
    OptionalLong version = OptionalLong.empty();
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals("version")) {
        long found = json.longValue();
        version = found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
      } else {
        json.skip();
      }
    }
    return version;
  }
}
