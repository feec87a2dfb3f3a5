package io.moraine.benchmark.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One task that both do.
 *
 * @param name for people
 * @param moraine Moraine's way
 * @param duckDb DuckDB's way
 */
record Contest(String name, Task moraine, Task duckDb) {
  private static final double NANOS = 1e9;

  /** A piece of work. */
  @FunctionalInterface
  interface Task {
    /** Does it, as the {@code run}th time, from 0; returns something that both should agree on. */
    String run(int run) throws SQLException;
  }

  /** Runs both {@code runs} times, in turns, and returns a line of a Markdown table. */
  String run(int runs) throws SQLException {
    List<Double> moraineSeconds = new ArrayList<>();
    List<Double> duckDbSeconds = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      String ours = timed(moraine, run, moraineSeconds);
      String theirs = timed(duckDb, run, duckDbSeconds);
      if (!ours.equals(theirs)) {
        throw new IllegalStateException(
            "%s: Moraine says%n%s%nDuckDB says%n%s".formatted(name, ours, theirs));
      }
    }
    double coldOurs = moraineSeconds.remove(0);
    double coldTheirs = duckDbSeconds.remove(0);
    double warmOurs = median(moraineSeconds);
    double warmTheirs = median(duckDbSeconds);
    return String.format(
        Locale.ROOT,
        "| %s | %.3f | %.3f | %.2f | %.3f | %.3f | %.2f |",
        name,
        coldOurs,
        coldTheirs,
        coldOurs / coldTheirs,
        warmOurs,
        warmTheirs,
        warmOurs / warmTheirs);
  }

  private static String timed(Task task, int run, List<Double> seconds) throws SQLException {
    long start = System.nanoTime();
    String answer = task.run(run);
    seconds.add((System.nanoTime() - start) / NANOS);
    return answer;
  }

  private static double median(List<Double> seconds) {
    Collections.sort(seconds);
    int middle = seconds.size() / 2;
    return seconds.size() % 2 == 1
        ? seconds.get(middle)
        : (seconds.get(middle - 1) + seconds.get(middle)) / 2;
  }
}
