package io.moraine.log.commit;

import io.moraine.core.json.JsonReader;
import java.util.Optional;

/** Whose a commit is. */
final class CommitId {
  private CommitId() {}

  /**
   * The {@code commitInfo.txnId} of a commit; nothing if it has none.
   *
   * @param source names the commit in errors
   * @throws io.moraine.core.error.CorruptFileException if it is no commit
   */
  static Optional<String> of(byte[] content, String source) {
    int from = 0;
    while (from < content.length) {
      int to = from;
      while (to < content.length && content[to] != '\n') {
        to++;
      }
      if (!isBlank(content, from, to)) {
        String id = idOfLine(JsonReader.of(content, from, to - from, source, from));
        if (id != null) {
          return Optional.of(id);
        }
      }
      from = to + 1;
    }
    return Optional.empty();
  }

  private static boolean isBlank(byte[] content, int from, int to) {
    for (int i = from; i < to; i++) {
      if (content[i] != ' ' && content[i] != '\r' && content[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  private static String idOfLine(JsonReader json) {
    String id = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals("commitInfo") && !json.isNull()) {
        id = idOfInfo(json);
      } else {
        json.skip();
      }
    }
    return id;
  }

  private static String idOfInfo(JsonReader json) {
    String id = null;
    json.beginObject();
    for (String name = json.nextField(); name != null; name = json.nextField()) {
      if (name.equals("txnId")) {
        id = json.stringOrNull();
      } else {
        json.skip();
      }
    }
    return id;
  }
}
