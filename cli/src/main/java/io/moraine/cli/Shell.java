package io.moraine.cli;

import io.moraine.Session;
import io.moraine.core.error.MoraineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Statements typed at a terminal: over several lines up to a semicolon, with a history. Ctrl-C
 * gives up the statement, or stops the one that runs; Ctrl-D ends the shell.
 */
final class Shell {
  private static final String HELP =
      """
      Statements end with a semicolon and may go over several lines.
        .help    this text
        .quit    end (also Ctrl-D)
      Tables:    delta.`/path/to/table`, or by name with --warehouse DIR
      Files:     csv.`/path`, json.`/path`, parquet.`/path`
      Ctrl-C stops a statement.
      """;

  private final Session session;
  private final Printing printing;

  Shell(Session session, Printing printing) {
    this.session = session;
    this.printing = printing;
  }

  int run() throws IOException {
    ExecutorService worker =
        // One that was stopped may take a moment to notice, and must not hold up the next.
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "moraine-sql");
              thread.setDaemon(true);
              return thread;
            });
    try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .appName("moraine")
              .parser(new StatementParser())
              .variable(LineReader.HISTORY_FILE, historyFile())
              .variable(LineReader.SECONDARY_PROMPT_PATTERN, "    ...> ")
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      printing.err().println("Moraine SQL. Statements end with a semicolon; .help for help.");
      while (true) {
        String line;
        try {
          line = reader.readLine("moraine> ").strip();
        } catch (UserInterruptException e) {
          continue;
        } catch (EndOfFileException e) {
          return 0;
        }
        if (line.equals(".quit") || line.equals(".exit")) {
          return 0;
        } else if (line.startsWith(".")) {
          printing.err().print(line.equals(".help") ? HELP : "No such command; see .help\n");
          printing.err().flush();
        } else if (!line.isEmpty()) {
          runAll(line, terminal, worker);
        }
      }
    } finally {
      worker.shutdownNow();
    }
  }

  private void runAll(String text, Terminal terminal, ExecutorService worker) {
    Future<?> running =
        worker.submit(
            () -> {
              for (String statement : Session.split(text)) {
                SqlCommand.run(session, printing, statement);
              }
            });
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> running.cancel(true));
    try {
      running.get();
    } catch (ExecutionException e) {
      report(e.getCause());
    } catch (java.util.concurrent.CancellationException e) {
      printing.err().println("Stopped.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      printing.out().flush();
    }
  }

  private void report(Throwable cause) {
    // At a prompt the lines of a message stay: they may point at a place in the statement.
    String message = cause instanceof MoraineException ? cause.getMessage() : cause.toString();
    printing.err().println("error: " + message);
  }

  private static Path historyFile() throws IOException {
    String state = System.getenv("XDG_STATE_HOME");
    Path folder =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    Files.createDirectories(folder.resolve("moraine"));
    return folder.resolve("moraine").resolve("history");
  }

  /** Asks for more lines until there is a semicolon at the end. */
  private static final class StatementParser extends DefaultParser {
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      String text = line.strip();
      boolean complete = text.isEmpty() || text.startsWith(".") || text.endsWith(";");
      if (!complete && context == Parser.ParseContext.ACCEPT_LINE) {
        throw new EOFError(-1, cursor, "The statement goes on", ";");
      }
      setQuoteChars(new char[0]);
      setEscapeChars(new char[0]);
      return super.parse(line, cursor, Parser.ParseContext.UNSPECIFIED);
    }
  }
}
