package io.moraine.benchmark.parquet;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One task that several do, in turns; the first of them is the measure of the others.
 *
 * @param name for people
 * @param tasks by who does them
 */
record Race(String name, Map<String, Task> tasks) {
  private static final double NANOS = 1e9;
  private static final com.sun.management.OperatingSystemMXBean PROCESS =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Whoever took longer in all is not run again. */
  private static final double PATIENCE_SECONDS = 15;

  /** A piece of work. */
  @FunctionalInterface
  interface Task {
    /** Does it, and returns something on which all agree. */
    String run() throws Exception;
  }

  Race {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
  }

  /**
   * Runs all {@code runs} times, the first of which counts as cold, and prints their seconds, and
   * those of the process's threads, which tell more where others use the machine, too.
   */
  void run(int runs) throws Exception {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    Map<String, List<Double>> cpuSeconds = new LinkedHashMap<>();
    tasks.keySet().forEach(who -> seconds.put(who, new ArrayList<>()));
    tasks.keySet().forEach(who -> cpuSeconds.put(who, new ArrayList<>()));
    String agreed = null;
    for (int run = 0; run < runs; run++) {
      for (Map.Entry<String, Task> task : tasks.entrySet()) {
        List<Double> own = seconds.get(task.getKey());
        if (!own.isEmpty() && own.stream().mapToDouble(s -> s).sum() > PATIENCE_SECONDS) {
          continue;
        }
        long start = System.nanoTime();
        long cpuStart = PROCESS.getProcessCpuTime();
        String answer = task.getValue().run();
        own.add((System.nanoTime() - start) / NANOS);
        cpuSeconds.get(task.getKey()).add((PROCESS.getProcessCpuTime() - cpuStart) / NANOS);
        if (agreed != null && !agreed.equals(answer)) {
          throw new IllegalStateException(
              "%s: %s says%n%s%n, others%n%s".formatted(name, task.getKey(), answer, agreed));
        }
        agreed = answer;
      }
    }
    print(seconds, cpuSeconds);
  }

  private void print(Map<String, List<Double>> seconds, Map<String, List<Double>> cpuSeconds) {
    double cold = 0;
    double warm = 0;
    double cpu = 0;
    StringBuilder line = new StringBuilder("| " + name);
    for (Map.Entry<String, List<Double>> entry : seconds.entrySet()) {
      List<Double> own = entry.getValue();
      double ownCold = own.get(0);
      double ownWarm = warm(own);
      double ownCpu = warm(cpuSeconds.get(entry.getKey()));
      if (cold == 0) {
        cold = ownCold;
        warm = ownWarm;
        cpu = ownCpu;
        line.append(format(" | %s %.3f, %.3f, %.3f", entry.getKey(), ownCold, ownWarm, ownCpu));
      } else {
        line.append(
            format(
                " | %s %.3f, %.3f, %.3f: %.2f, **%.2f**, **%.2f**",
                entry.getKey(),
                ownCold,
                ownWarm,
                ownCpu,
                cold / ownCold,
                warm / ownWarm,
                cpu / ownCpu));
      }
    }
    System.out.println(line.append(" |"));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static double warm(List<Double> seconds) {
    return seconds.size() == 1 ? seconds.get(0) : median(seconds.subList(1, seconds.size()));
  }

  private static double median(List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
