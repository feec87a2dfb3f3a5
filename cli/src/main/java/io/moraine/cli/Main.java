package io.moraine.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code moraine} command: finds the sub-command and hands over to it. */
@Command(
    name = "moraine",
    description = "Lakehouse tables without a cluster.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
public final class Main {
  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
