package io.moraine.cli;

import io.moraine.Result;
import io.moraine.Session;
import io.moraine.SystemEnvironment;
import io.moraine.cli.print.Output;
import io.moraine.cli.print.OutputFormat;
import io.moraine.cli.print.TableLook;
import io.moraine.cli.print.TerminalWidth;
import io.moraine.cli.shell.Pager;
import io.moraine.core.batch.BatchReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command prints its results. */
final class Printing {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "How to print results: ${COMPLETION-CANDIDATES}; table unless said otherwise.")
  private @Nullable OutputFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Print results to a file; its ending tells the format if --format does not.")
  private @Nullable Path output;

  /** Prints all rows of {@code rows}, and returns how many there were. */
  long print(BatchReader rows) {
    return output().print(rows, SystemEnvironment.shared());
  }

  /**
   * Runs one statement and prints its rows.
   *
   * @param as another format than that of the command line, if there is one
   * @param height lines of a screen that rows are shown on one at a time; 0 for all at once
   */
  void show(Session session, String statement, @Nullable OutputFormat as, int height) {
    Output to = output();
    if (as != null && output == null) {
      to = new Output(as, Optional.empty(), out(), to.width(), to.look());
    }
    try (Result result = session.sql(statement)) {
      if (result.schema().size() == 0) {
        return;
      }
      long rows = height > 0 ? paged(to, result, height) : print(to, result);
      if (to.format() == OutputFormat.TABLE && output == null && TerminalWidth.isTerminal()) {
        err().printf("(%,d %s)%n", rows, rows == 1 ? "row" : "rows");
      }
    }
  }

  private static long print(Output to, Result result) {
    return to.print(result.batches(), SystemEnvironment.shared());
  }

  private static long paged(Output to, Result result, int height) {
    try (PrintWriter pager = new PrintWriter(new Pager(to.out(), height))) {
      return print(to.to(pager), result);
    }
  }

  /** Where and how to print. */
  Output output() {
    OutputFormat chosen = format == null ? formatOfFile() : format;
    if (chosen == OutputFormat.PARQUET && output == null) {
      throw new ParameterException(
          spec.commandLine(), "Parquet is not for a terminal: name a file with --output FILE");
    }
    return new Output(chosen, Optional.ofNullable(output), out(), TerminalWidth.columns(), look());
  }

  private static TableLook look() {
    if (!TerminalWidth.isTerminal()) {
      return TableLook.PLAIN;
    }
    String type = System.getenv("TERM");
    boolean plain = type == null || type.equals("dumb") || System.getenv("NO_COLOR") != null;
    return plain ? TableLook.TYPED : TableLook.COLOURED;
  }

  private OutputFormat formatOfFile() {
    String name = output == null ? "" : output.toString();
    if (name.endsWith(".csv")) {
      return OutputFormat.CSV;
    } else if (name.endsWith(".parquet")) {
      return OutputFormat.PARQUET;
    }
    return name.endsWith(".json") || name.endsWith(".jsonl")
        ? OutputFormat.JSON
        : OutputFormat.TABLE;
  }

  /** Whether results are for people to look at. */
  boolean isForPeople() {
    return output == null && output().format() == OutputFormat.TABLE;
  }

  /** Whether results go to a file. */
  boolean isToFile() {
    return output != null;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
