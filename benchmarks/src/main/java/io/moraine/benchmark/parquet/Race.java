package io.moraine.benchmark.parquet;

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

  /** Slower ones are not run as often. */
  private static final double PATIENCE_SECONDS = 20;

  /** A piece of work. */
  @FunctionalInterface
  interface Task {
    /** Does it, and returns something on which all agree. */
    String run() throws Exception;
  }

  Race {
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
  }

  /** Runs all {@code runs} times, the first of which counts as cold, and prints their seconds. */
  void run(int runs) throws Exception {
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    tasks.keySet().forEach(who -> seconds.put(who, new ArrayList<>()));
    String agreed = null;
    for (int run = 0; run < runs; run++) {
      for (Map.Entry<String, Task> task : tasks.entrySet()) {
        List<Double> own = seconds.get(task.getKey());
        if (own.size() > 1 && own.stream().mapToDouble(s -> s).sum() > PATIENCE_SECONDS) {
          continue;
        }
        long start = System.nanoTime();
        String answer = task.getValue().run();
        own.add((System.nanoTime() - start) / NANOS);
        if (agreed != null && !agreed.equals(answer)) {
          throw new IllegalStateException(
              "%s: %s says%n%s%n, others%n%s".formatted(name, task.getKey(), answer, agreed));
        }
        agreed = answer;
      }
    }
    print(seconds);
  }

  private void print(Map<String, List<Double>> seconds) {
    double cold = 0;
    double warm = 0;
    StringBuilder line = new StringBuilder("| " + name);
    for (Map.Entry<String, List<Double>> entry : seconds.entrySet()) {
      List<Double> own = entry.getValue();
      double ownCold = own.get(0);
      double ownWarm = own.size() == 1 ? ownCold : median(own.subList(1, own.size()));
      if (cold == 0) {
        cold = ownCold;
        warm = ownWarm;
        line.append(format(" | %s %.3f, %.3f", entry.getKey(), ownCold, ownWarm));
      } else {
        line.append(
            format(
                " | %s %.3f, %.3f: %.2f, **%.2f**",
                entry.getKey(), ownCold, ownWarm, cold / ownCold, warm / ownWarm));
      }
    }
    System.out.println(line.append(" |"));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static double median(List<Double> seconds) {
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
