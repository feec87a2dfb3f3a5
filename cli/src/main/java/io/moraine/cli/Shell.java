package io.moraine.cli;

import io.moraine.Session;
import io.moraine.cli.print.OutputFormat;
import io.moraine.cli.shell.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Statements typed at a terminal. Ctrl-C gives up what is typed, or stops the statement that runs;
 * Ctrl-D ends the shell.
 */
final class Shell {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Session session;
  private final Printing printing;
  private final ShellCommands commands;

  Shell(Session session, Printing printing) {
    this.session = session;
    this.printing = printing;
    this.commands = new ShellCommands(this, printing.out());
  }

  /** How results are shown. */
  static final class Settings {
    boolean timer;
    boolean pager = true;
    @Nullable OutputFormat format;
  }

  private final Settings settings = new Settings();

  Settings settings() {
    return settings;
  }

  int run() throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      return run(terminal, historyFile());
    }
  }

  /** Reads statements from {@code terminal} and runs them, until there are no more. */
  int run(Terminal terminal, Path history) {
    ExecutorService worker =
        // One that was stopped may take a moment to notice, and must not hold up the next.
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "moraine-sql");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Prompt prompt = new Prompt(terminal, session, history, ShellCommands.NAMES);
      printing.err().println("Moraine SQL. Statements end with a semicolon; .help for help.");
      while (true) {
        Optional<String> typed = prompt.next();
        if (typed.isEmpty() || ShellCommands.ends(typed.get())) {
          return 0;
        }
        String text = typed.get();
        if (!text.isEmpty()) {
          runUntilDone(() -> handle(text, terminal), terminal, worker, text);
          prompt.forgetNames();
        }
      }
    } finally {
      worker.shutdownNow();
    }
  }

  private void handle(String text, Terminal terminal) {
    if (ShellCommands.isCommand(text)) {
      commands.run(text, statements -> runAll(statements, terminal));
    } else {
      runAll(text, terminal);
    }
  }

  /** Runs statements one after the other. */
  private void runAll(String script, Terminal terminal) {
    for (String statement : Session.split(script)) {
      long start = System.nanoTime();
      printing.show(
          session,
          statement,
          settings.format,
          settings.pager ? terminal.getSize().getRows() - 1 : 0);
      if (settings.timer) {
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        printing.err().printf("Time: %.3f s%n", seconds);
      }
    }
  }

  private void runUntilDone(Runnable task, Terminal terminal, ExecutorService worker, String text) {
    Future<?> running = worker.submit(task);
    Terminal.SignalHandler before =
        terminal.handle(Terminal.Signal.INT, signal -> running.cancel(true));
    try {
      running.get();
    } catch (ExecutionException e) {
      printing.err().println(ShellError.text(e.getCause(), text, Prompt.isColoured(terminal)));
    } catch (CancellationException e) {
      printing.err().println("Stopped.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      printing.out().flush();
    }
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
}
