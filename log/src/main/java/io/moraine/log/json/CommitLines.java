package io.moraine.log.json;

import io.moraine.core.error.CorruptFileException;
import io.moraine.log.action.Action;
import io.moraine.log.action.AddCdcFile;
import io.moraine.log.action.AddFile;
import io.moraine.log.action.RemoveFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a commit did, as far as replay needs it.
 *
 * @param files the files that were added and removed, in order
 * @param others the other actions, in order; change files are left out
 */
public record CommitLines(List<LoggedFile> files, List<Action> others) {
  /** What to make of a line {@code commitInfo}. */
  public enum Info {
    /** An action, as of every other line. */
    KEPT,
    /** Nothing, if the line is in the usual form. */
    PASSED_OVER
  }

  /**
   * Reads {@code content}, as {@link CommitFile#read(byte[], String)} does.
   *
   * @param file names the content in errors
   * @throws CorruptFileException with the file, line and byte, if a line is not an action's JSON
   */
  public static CommitLines read(byte[] content, String file, Info info) {
    List<LoggedFile> files = new ArrayList<>();
    List<Action> others = new ArrayList<>();
    Consumer<Action> sink = action -> add(action, files, others);
    LineScanner scanner = new LineScanner();
    int line = 1;
    int from = 0;
    while (from < content.length) {
      int end = scanner.scan(content, from, content.length);
      LoggedFile scanned = scanner.file();
      if (end < 0 || (scanned == null && info == Info.KEPT)) {
        end = CommitFile.readLine(content, from, file, line, sink);
      } else if (scanned != null) {
        files.add(scanned);
      }
      from = end + 1;
      line++;
    }
    return new CommitLines(files, others);
  }

  /** Those of {@code actions}. */
  public static CommitLines of(Iterable<? extends Action> actions) {
    List<LoggedFile> files = new ArrayList<>();
    List<Action> others = new ArrayList<>();
    actions.forEach(action -> add(action, files, others));
    return new CommitLines(files, others);
  }

  private static void add(Action action, List<LoggedFile> files, List<Action> others) {
    if (action instanceof AddFile add) {
      files.add(LoggedFile.of(add));
    } else if (action instanceof RemoveFile remove) {
      files.add(LoggedFile.of(remove));
    } else if (!(action instanceof AddCdcFile)) {
      others.add(action);
    }
  }
}
