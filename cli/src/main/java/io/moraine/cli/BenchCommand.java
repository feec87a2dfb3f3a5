package io.moraine.cli;

import io.moraine.Result;
import io.moraine.Session;
import io.moraine.core.json.JsonWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Times a query, run several times in one process. */
@Command(
    name = "bench",
    description = {
      "Time a query: a JSON object a run, with its phase (cold, warmup, warm), the seconds until its"
          + " last row, its rows, and the most heap that was in use meanwhile.",
      "The first run is cold; --warmup runs are not counted among --runs."
    })
final class BenchCommand implements Runnable {
  // Read by the library that parses arguments.
  @SuppressWarnings("UnusedVariable")
  @Mixin
  private Help help;

  private static final double NANOS_PER_SECOND = 1e9;

  @Spec private CommandSpec spec;
  @Mixin private Lake lake;

  @Parameters(paramLabel = "SQL", description = "The query.")
  private String query;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Runs to measure; ${DEFAULT-VALUE} unless said otherwise.")
  private int runs;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs before them; ${DEFAULT-VALUE} unless said otherwise.")
  private int warmup;

  @Override
  public void run() {
    if (runs < 1 || warmup < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "Needs --runs of 1 or more and --warmup of 0 or more, got %d and %d"
              .formatted(runs, warmup));
    }
    try (Session session = lake.session()) {
      for (int run = 0; run < warmup + runs; run++) {
        String phase = run == 0 ? "cold" : run < warmup ? "warmup" : "warm";
        spec.commandLine().getOut().println(measure(session, run, phase));
      }
    }
  }

  private String measure(Session session, int run, String phase) {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    long rows;
    try (Result result = session.sql(query)) {
      rows = result.count();
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new JsonWriter()
        .beginObject()
        .field("run", run)
        .field("phase", phase)
        .name("seconds")
        .value(Math.round(seconds * 1e6) / 1e6)
        .field("rows", rows)
        .field("peakMemoryBytes", peak)
        .endObject()
        .toString();
  }
}
