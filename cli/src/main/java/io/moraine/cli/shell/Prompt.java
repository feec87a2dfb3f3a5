package io.moraine.cli.shell;

import io.moraine.Session;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * Reads statements and commands from a terminal: over several lines up to a semicolon, with a
 * history that stays, completion and colours. A dumb terminal gets lines without any of it.
 */
public final class Prompt {
  private final LineReader reader;
  private final LakeNames names;

  /**
   * A prompt.
   *
   * @param history the file in which typed lines stay
   * @param commands those that begin with a dot, for completion
   */
  public Prompt(Terminal terminal, Session session, Path history, Collection<String> commands) {
    this.names = new LakeNames(session);
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("moraine")
            .parser(new StatementParser())
            .completer(new SqlCompleter(names, commands))
            .variable(LineReader.HISTORY_FILE, history)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "    ...> ")
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.AUTO_FRESH_LINE, true);
    if (isColoured(terminal)) {
      builder.highlighter(new SqlHighlighter());
    }
    this.reader = builder.build();
  }

  /** Whether the terminal shows colours, and they are wanted (NO_COLOR says that they are not). */
  public static boolean isColoured(Terminal terminal) {
    String type = terminal.getType();
    return !type.equals(Terminal.TYPE_DUMB)
        && !type.equals(Terminal.TYPE_DUMB_COLOR)
        && System.getenv("NO_COLOR") == null;
  }

  /** What is typed next, without blanks around; empty at the end (Ctrl-D), and "" for Ctrl-C. */
  public Optional<String> next() {
    try {
      return Optional.of(reader.readLine("moraine> ").strip());
    } catch (UserInterruptException e) {
      return Optional.of("");
    } catch (EndOfFileException e) {
      return Optional.empty();
    }
  }

  /** A statement has run, which may have made or changed tables. */
  public void forgetNames() {
    names.forget();
  }
}
