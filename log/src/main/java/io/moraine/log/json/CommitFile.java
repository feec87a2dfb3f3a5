package io.moraine.log.json;

import io.moraine.core.error.CorruptFileException;
import io.moraine.core.json.JsonReader;
import io.moraine.log.action.Action;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Files of actions, one a line.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#delta-log-entries">Delta
 *     log entries</a>
 */
public final class CommitFile {
  private CommitFile() {}

  /**
   * Hands the actions of {@code content} to {@code sink} in order. Blank lines, and actions and
   * fields that the protocol does not name, are passed over.
   *
   * @param file names the content in errors
   * @throws CorruptFileException with the file, line and byte, if a line is not an action's JSON
   */
  public static void read(byte[] content, String file, Consumer<Action> sink) {
    int line = 1;
    int from = 0;
    while (from < content.length) {
      from = readLine(content, from, file, line, sink) + 1;
      line++;
    }
  }

  /** All actions of {@code content}; see {@link #read(byte[], String, Consumer)}. */
  public static List<Action> read(byte[] content, String file) {
    List<Action> actions = new ArrayList<>();
    read(content, file, actions::add);
    return actions;
  }

  /** The file's content that holds {@code actions} in order. */
  public static byte[] write(List<? extends Action> actions) {
    StringBuilder text = new StringBuilder();
    for (Action action : actions) {
      text.append(ActionWriter.write(action)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads the line, number {@code line}, from {@code from} on; returns where it ends. */
  static int readLine(byte[] content, int from, String file, int line, Consumer<Action> sink) {
    int to = from;
    while (to < content.length && content[to] != '\n') {
      to++;
    }
    if (!isBlank(content, from, to)) {
      JsonReader json = JsonReader.of(content, from, to - from, file + " line " + line, from);
      ActionReader.read(json, sink);
      json.end();
    }
    return to;
  }

  private static boolean isBlank(byte[] content, int from, int to) {
    for (int i = from; i < to; i++) {
      if (content[i] != ' ' && content[i] != '\t' && content[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
