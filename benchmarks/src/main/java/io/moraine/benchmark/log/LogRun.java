package io.moraine.benchmark.log;

import com.sun.management.OperatingSystemMXBean;
import io.moraine.SystemEnvironment;
import io.moraine.core.env.Environment;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One contender on one log, in a JVM of its own.
 *
 * <p>Arguments: contender, layout, count, folder, runs. Prints a line {@code name seconds} for each
 * run of each part, and {@code name bytes} for the heap's peaks in the first run.
 */
public final class LogRun {
  private static final double NANOS = 1e9;
  private static final int REFRESHES = 5;

  private LogRun() {}

  /** Runs the contender that the arguments name. */
  public static void main(String[] args) throws IOException {
    Environment environment = SystemEnvironment.shared();
    SyntheticLog log =
        SyntheticLog.in(
            Path.of(args[3]), Layout.valueOf(args[1]), Integer.parseInt(args[2]), environment);
    int runs = Integer.parseInt(args[4]);
    HeapPeaks heap = new HeapPeaks();
    try (LogContender contender = contender(args[0], log, environment)) {
      for (int run = 0; run < runs; run++) {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        contender.load();
        print("load", start);
        plan(contender, log);
        print("plan", start);
        System.out.println("cpu " + (cpuNanos() - cpu) / NANOS);
        if (run == 0) {
          System.out.println("used " + heap.usedBytes());
          System.out.println("left " + heap.leftBytes());
        }
      }
      if (runs > 1) {
        refreshes(contender, log);
      }
    }
  }

  private static LogContender contender(String name, SyntheticLog log, Environment environment) {
    return switch (name) {
      case "moraine" -> new MoraineContender(log.folder(), environment);
      case "kernel" -> new KernelContender(log.folder());
      case "spark" -> spark(log.folder());
      default -> throw new IllegalArgumentException("No contender " + name);
    };
  }

  /** Spark is there only where the tests' libraries are. */
  private static LogContender spark(Path table) {
    try {
      return Class.forName(LogRun.class.getPackageName() + ".SparkContender")
          .asSubclass(LogContender.class)
          .getDeclaredConstructor(Path.class)
          .newInstance(table);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot start Spark; it is among the tests' libraries", e);
    }
  }

  private static void refreshes(LogContender contender, SyntheticLog log) throws IOException {
    List<Path> commits = new ArrayList<>();
    try {
      for (int i = 1; i <= REFRESHES; i++) {
        int version = log.latestVersion() + i;
        log.commitMore(version);
        commits.add(log.logFolder().resolve(SyntheticLog.name(version) + ".json"));
        long start = System.nanoTime();
        contender.refresh();
        print("refresh", start);
        plan(contender, log);
        print("refreshPlan", start);
      }
    } finally {
      for (Path commit : commits) {
        Files.delete(commit);
      }
    }
  }

  private static void plan(LogContender contender, SyntheticLog log) throws IOException {
    long files = contender.plan(log.wanted());
    if (files != 1) {
      throw new IllegalStateException("Expected one file with the value, got " + files);
    }
  }

  /** What all threads of this JVM have taken: other work on the machine does not count. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void print(String what, long start) {
    System.out.println(what + " " + (System.nanoTime() - start) / NANOS);
  }
}
