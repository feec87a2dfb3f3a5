package io.moraine.cli;

import io.moraine.Session;
import io.moraine.cli.print.TerminalWidth;
import io.moraine.core.error.InvalidInputException;
import io.moraine.core.error.MoraineException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs SQL: of the command line, of a file, of standard input, or typed into a shell. */
@Command(
    name = "sql",
    description = {
      "Run SQL statements, separated by semicolons.",
      "",
      "A table is named by its path, delta.`/path`, or by its name below --warehouse; files are"
          + " csv.`/path`, json.`/path` and parquet.`/path`. Without statements it reads them from"
          + " standard input, and at a terminal opens a shell."
    })
final class SqlCommand implements Callable<Integer> {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;
  @Mixin private Printing printing;

  @Parameters(arity = "0..1", paramLabel = "SQL", description = "The statements.")
  private @Nullable String text;

  @Option(names = "-f", paramLabel = "FILE", description = "Read the statements from a file.")
  private @Nullable Path file;

  @Override
  public Integer call() throws IOException {
    if (text != null && file != null) {
      throw new ParameterException(
          spec.commandLine(), "Statements come from the command line or from -f FILE, not both");
    }
    try (Session session = lake.session()) {
      if (text == null && file == null && TerminalWidth.isTerminal()) {
        return new Shell(session, printing).run();
      }
      List<String> statements = Session.split(script());
      if (statements.isEmpty()) {
        throw new ParameterException(spec.commandLine(), "There is no statement to run");
      } else if (statements.size() > 1 && printing.isToFile()) {
        throw new ParameterException(
            spec.commandLine(), "--output takes the rows of one statement, there are more");
      }
      for (int i = 0; i < statements.size(); i++) {
        try {
          printing.show(session, statements.get(i), null, 0);
        } catch (MoraineException e) {
          if (statements.size() == 1) {
            throw e;
          }
          // The error counts lines from where its statement starts.
          throw new MoraineException(
              "Statement %d of %d: %s".formatted(i + 1, statements.size(), e.getMessage()), e);
        }
      }
      return 0;
    }
  }

  private String script() throws IOException {
    if (text != null) {
      return text;
    } else if (file == null) {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("There is no file %s".formatted(file), e);
    } catch (CharacterCodingException e) {
      throw new InvalidInputException("Cannot read %s: expected UTF-8".formatted(file), e);
    } catch (AccessDeniedException e) {
      throw new InvalidInputException("Cannot read %s: permission denied".formatted(file), e);
    } catch (IOException e) {
      throw new InvalidInputException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }
}
