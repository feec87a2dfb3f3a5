package io.moraine.benchmark.log;

import io.moraine.SystemEnvironment;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares Moraine with Delta Kernel and Delta on Spark on large logs, each on each log in a JVM of
 * its own.
 *
 * <p>Prints a Markdown table of what was measured, and one of Moraine's ratios to the others. Times
 * are of a load and a plan: the first in a JVM, and the median of those after it, by the clock and
 * by all threads' processor time, which other work on the machine distorts less. Heap is measured
 * in three ways: the most that is in use in the first run with {@code -Xmx4g}, garbage included;
 * the most that is left after a collection then; and the least {@code -Xmx} with which a snapshot
 * is loaded and a scan planned, by bisection.
 *
 * <p>Arguments: the folder in which logs are written once and kept (some 7 GB); the numbers of
 * files of logs with a checkpoint, with commas between them (100000,1000000); the commits of one
 * without (10000); and up to how many files Spark takes part (100000).
 */
public final class LogComparison {
  private static final int RUNS = 8;
  private static final int SPARK_RUNS = 5;
  private static final int MOST_MEGABYTES = 4096;
  private static final long NEEDED_BYTES = 8L << 30;
  private static final double MEGA = 1e6;

  private LogComparison() {}

  /** What was measured of one contender: a number by the name of its column. */
  private record Measures(Map<String, Double> numbers) {
    static Measures of(Map<String, List<Double>> printed, double leastHeap) {
      Map<String, Double> numbers = new LinkedHashMap<>();
      numbers.put("cold load + plan, s", printed.get("plan").get(0));
      numbers.put("load + plan, s", warm(printed.get("plan")));
      numbers.put("processor, s", warm(printed.get("cpu")));
      numbers.put("refresh, s", warm(printed.get("refresh")));
      numbers.put("refresh + plan, s", warm(printed.get("refreshPlan")));
      numbers.put("heap used, MB", printed.get("used").get(0) / MEGA);
      numbers.put("heap left, MB", printed.get("left").get(0) / MEGA);
      numbers.put("least heap, MB", leastHeap);
      return new Measures(numbers);
    }

    Measures over(Measures other) {
      Map<String, Double> ratios = new LinkedHashMap<>();
      numbers.forEach((name, number) -> ratios.put(name, number / other.numbers.get(name)));
      return new Measures(ratios);
    }

    String row(String log, String contender) {
      StringBuilder row = new StringBuilder("| %s | %s |".formatted(log, contender));
      for (double number : numbers.values()) {
        row.append(' ').append(rounded(number)).append(" |");
      }
      return row.toString();
    }

    private static String rounded(double number) {
      if (Double.isNaN(number)) {
        return "–";
      }
      int digits = number < 0.1 ? 4 : number < 10 ? 3 : number < 100 ? 1 : 0;
      return String.format(Locale.ROOT, "%." + digits + "f", number);
    }

    private static double warm(List<Double> times) {
      List<Double> sorted = times.subList(1, times.size()).stream().sorted().toList();
      return sorted.get(sorted.size() / 2);
    }
  }

  /** Runs the comparison. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 0) {
      throw new IllegalArgumentException(
          "Expected a folder for the logs; then perhaps numbers of files, of commits, and of files for Spark");
    }
    Path folder = Files.createDirectories(Path.of(args[0]));
    if (folder.toFile().getUsableSpace() < NEEDED_BYTES && isEmpty(folder)) {
      throw new IllegalStateException(
          "The logs take some 7 GB, but %s has %d bytes left"
              .formatted(folder, folder.toFile().getUsableSpace()));
    }
    List<SyntheticLog> logs = logs(folder, args);
    int sparkFiles = args.length > 3 ? Integer.parseInt(args[3]) : 100_000;
    List<String> ratios = new ArrayList<>();
    boolean first = true;
    for (SyntheticLog log : logs) {
      String name = "%s %d".formatted(log.layout(), log.count());
      Measures moraine = measure(ContenderJvm.MORAINE, log, folder);
      if (first) {
        String heads = "| log | contender | " + String.join(" | ", moraine.numbers.keySet()) + " |";
        String line = heads.replaceAll("[^|]+", " --- ");
        System.out.println(heads + "\n" + line);
        ratios.add(heads.replaceAll(", (s|MB)", "") + "\n" + line);
        first = false;
      }
      System.out.println(moraine.row(name, "moraine"));
      List<ContenderJvm> others = new ArrayList<>(List.of(ContenderJvm.KERNEL));
      if (log.count() <= sparkFiles) {
        others.add(ContenderJvm.SPARK);
      }
      for (ContenderJvm other : others) {
        Measures measures = measure(other, log, folder);
        System.out.println(measures.row(name, other.name()));
        ratios.add(moraine.over(measures).row(name, "moraine / " + other.name()));
      }
    }
    System.out.println();
    ratios.forEach(System.out::println);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static List<SyntheticLog> logs(Path folder, String[] args) throws IOException {
    List<SyntheticLog> logs = new ArrayList<>();
    String files = args.length > 1 ? args[1] : "100000,1000000";
    for (String count : files.split(",", -1)) {
      for (Layout layout :
          List.of(Layout.PARSED_STATISTICS, Layout.JSON_STATISTICS, Layout.SIDECARS)) {
        logs.add(
            SyntheticLog.in(folder, layout, Integer.parseInt(count), SystemEnvironment.shared()));
      }
    }
    int commits = args.length > 2 ? Integer.parseInt(args[2]) : 10_000;
    logs.add(SyntheticLog.in(folder, Layout.COMMITS, commits, SystemEnvironment.shared()));
    return logs;
  }

  private static Measures measure(ContenderJvm contender, SyntheticLog log, Path folder)
      throws IOException, InterruptedException {
    boolean spark = contender.equals(ContenderJvm.SPARK);
    List<String> arguments =
        List.of(log.layout().name(), String.valueOf(log.count()), folder.toString());
    List<String> several = new ArrayList<>(arguments);
    several.add(String.valueOf(spark ? SPARK_RUNS : RUNS));
    Map<String, List<Double>> printed = contender.run(MOST_MEGABYTES, several, Redirect.INHERIT);
    if (printed.isEmpty()) {
      throw new IllegalStateException("%s failed on %s".formatted(contender.name(), log));
    }
    List<String> once = new ArrayList<>(arguments);
    once.add("1");
    // A bisection with Spark would take longer than all else.
    return Measures.of(printed, spark ? Double.NaN : contender.leastHeap(once, MOST_MEGABYTES));
  }
}
