package io.moraine.cli;

import java.util.List;
import picocli.CommandLine;

/** The sub-commands. A new one takes a name in {@link #NAMES} and a case in {@link #create}. */
final class Commands {
  private static final String HELP = "help";

  /** In the order that help shows. */
  static final List<String> NAMES =
      List.of(
          "quickstart",
          "sql",
          "import",
          "describe",
          "history",
          "files",
          "log",
          "changes",
          "chart",
          "report",
          "optimize",
          "vacuum",
          "restore",
          "clone",
          "convert",
          "fsck",
          "doctor",
          "why",
          "checkpoint",
          "generate",
          "bench",
          "install",
          HELP);

  private Commands() {}

  /** Adds the sub-command that {@code args} starts with; all of them, where it is none. */
  static void addTo(CommandLine line, String[] args) {
    // Only the command that runs is loaded: start-up time is mostly class loading.
    boolean one = args.length > 0 && NAMES.contains(args[0]) && !args[0].equals(HELP);
    List<String> wanted = one ? List.of(args[0]) : NAMES;
    wanted.forEach(name -> line.addSubcommand(name, create(name)));
  }

  private static Object create(String name) {
    return switch (name) {
      case "quickstart" -> new QuickstartCommand();
      case "sql" -> new SqlCommand();
      case "import" -> new ImportCommand();
      case "bench" -> new BenchCommand();
      case "describe" -> new DescribeCommand();
      case "history" -> new HistoryCommand();
      case "files" -> new FilesCommand();
      case "log" -> new LogCommand();
      case "install" -> new InstallCommand();
      case "chart" -> new ChartCommand();
      case "report" -> new ReportCommand();
      case "changes" -> new ChangesCommand();
      case "optimize" -> new OptimizeCommand();
      case "vacuum" -> new VacuumCommand();
      case "restore" -> new RestoreCommand();
      case "clone" -> new CloneCommand();
      case "convert" -> new ConvertCommand();
      case "fsck" -> new FsckCommand();
      case "doctor" -> new DoctorCommand();
      case "why" -> new WhyCommand();
      case "generate" -> new GenerateCommand();
      case "checkpoint" -> new CheckpointCommand();
      case HELP -> new CommandLine.HelpCommand();
      default -> throw new IllegalArgumentException("No command is named '%s'".formatted(name));
    };
  }
}
