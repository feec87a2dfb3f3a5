package io.moraine.cli;

import picocli.CommandLine.Option;

/**
 * The help option of a sub-command. picocli's own mixin brings {@code --version} too, which several
 * commands have for a table's version.
 */
final class Help {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean asked;
}
