package io.moraine.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code moraine} command: finds the sub-command and hands over to it. */
@Command(
    name = "moraine",
    description = "Lakehouse tables without a cluster.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the whole trace where something fails.")
  private boolean verbose;

  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(run(args, StandardOutput.ofProcess(), lines(System.err)));
  }

  /** As {@link #run(String[], PrintWriter, PrintWriter)}; 1 too if results could not be written. */
  static int run(String[] args, StandardOutput to, PrintWriter err) {
    PrintWriter out = lines(to);
    int status = run(args, out, err);
    out.flush();
    Optional<IOException> failure = to.failure();
    if (failure.isEmpty()) {
      return status;
    }
    err.println("moraine: Cannot write to standard output: " + failure.get().getMessage());
    return Math.max(status, 1);
  }

  /** What is printed is UTF-8 whatever the locale says: scripts read it. */
  private static PrintWriter lines(OutputStream to) {
    return new PrintWriter(to, true, StandardCharsets.UTF_8);
  }

  /**
   * Runs one command; results go to {@code out}, all else to {@code err}.
   *
   * @return 0 when done, 1 when the operation failed, 2 for wrong usage
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    Commands.addTo(line, args);
    line.setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, at, parsed) -> Failure.report(e, err, main.verbose));
    try {
      return line.execute(args);
    } catch (StackOverflowError | OutOfMemoryError e) {
      // picocli's handler is for exceptions only.
      return Failure.report(e, err, main.verbose);
    }
  }

  /** Without a sub-command there is nothing to do. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
  }
}
