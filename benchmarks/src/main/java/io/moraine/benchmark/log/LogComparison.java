package io.moraine.benchmark.log;

import io.moraine.SystemEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares Moraine with Delta Kernel on large logs, each on each log in a JVM of its own.
 *
 * <p>Prints a Markdown table: the first run of the JVM, the median of the others, and the least
 * heap, by bisection of {@code -Xmx} to a tenth, with which a snapshot is loaded and a scan
 * planned. The third time is processor time, which other work on the machine distorts less.
 *
 * <p>Arguments: the folder in which logs are written once and kept (some 6 GB), the files of a log
 * with a checkpoint (1000000), and the commits of one without (10000).
 */
public final class LogComparison {
  private static final int RUNS = 6;
  private static final int MOST_MEGABYTES = 4096;
  private static final int LEAST_MEGABYTES = 16;

  private LogComparison() {}

  /** Runs the comparison. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Path.of(args[0]);
    System.out.println(
        "| log | contender | cold load + plan | load | load + plan | processor | refresh | refresh + plan | heap, MB |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    for (Layout layout : Layout.values()) {
      int count = Integer.parseInt(args[layout == Layout.COMMITS ? 2 : 1]);
      SyntheticLog.in(folder, layout, count, SystemEnvironment.shared());
      for (String contender : List.of("moraine", "kernel")) {
        List<String> arguments =
            List.of(contender, layout.name(), String.valueOf(count), folder.toString());
        Map<String, List<Double>> times = run(arguments, MOST_MEGABYTES, RUNS);
        System.out.printf(
            Locale.ROOT,
            "| %s %d | %s | %.3f | %.3f | %.3f | %.3f | %.4f | %.4f | %d |%n",
            layout,
            count,
            contender,
            times.get("plan").get(0),
            warm(times.get("load")),
            warm(times.get("plan")),
            warm(times.get("cpu")),
            warm(times.get("refresh")),
            warm(times.get("refreshPlan")),
            leastHeap(arguments));
      }
    }
  }

  private static double warm(List<Double> times) {
    List<Double> sorted = times.subList(1, times.size()).stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static int leastHeap(List<String> arguments) throws IOException, InterruptedException {
    int fails = LEAST_MEGABYTES;
    int works = MOST_MEGABYTES;
    while (works > fails * 11 / 10) {
      int middle = (int) Math.sqrt((double) fails * works);
      if (run(arguments, middle, 1).isEmpty()) {
        fails = middle;
      } else {
        works = middle;
      }
    }
    return works;
  }

  /** The times by part; empty if the JVM failed. */
  private static Map<String, List<Double>> run(List<String> arguments, int megabytes, int runs)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + megabytes + "m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LogRun.class.getName());
    command.addAll(arguments);
    command.add(String.valueOf(runs));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      return Map.of();
    }
    Map<String, List<Double>> times = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 2);
      times.computeIfAbsent(words[0], key -> new ArrayList<>()).add(Double.valueOf(words[1]));
    }
    return times;
  }
}
