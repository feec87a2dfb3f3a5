package io.moraine.benchmark.log;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own for one contender, with the libraries which that one needs: the directories of
 * others' archives are heap, too.
 *
 * @param name as {@link LogRun} knows it
 * @param libraries the archives that it needs of the class path, by their paths; null for all
 */
record ContenderJvm(String name, @Nullable Pattern libraries) {
  /** Moraine. */
  static final ContenderJvm MORAINE =
      new ContenderJvm(
          "moraine",
          Pattern.compile(
              "/(lz4-java|snappy-java|zstd-jni|aircompressor|caffeine|RoaringBitmap|slf4j-api|jspecify|jackson-core-3)[^/]*$"));

  /** Delta Kernel. */
  static final ContenderJvm KERNEL =
      new ContenderJvm(
          "kernel",
          Pattern.compile(
              "/(delta-(kernel|storage)|hadoop-client|parquet-|jackson-|lz4-java|snappy-java|zstd-jni|aircompressor|commons-pool|jts-core|caffeine|RoaringBitmap|slf4j-api|jcl-over-slf4j|jspecify)[^/]*$"));

  /** Delta on Spark. */
  static final ContenderJvm SPARK = new ContenderJvm("spark", null);

  private static final int LEAST_MEGABYTES = 16;

  /** A JVM with hardly any heap left collects garbage for hours before it gives up. */
  private static final int MOST_TIMES_SLOWER = 5;

  private static final Duration WITHOUT_LIMIT = Duration.ofHours(1);

  private static final List<String> OPENED_FOR_SPARK =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(
            entry ->
                libraries == null
                    || Files.isDirectory(Path.of(entry))
                    || libraries.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Runs {@link LogRun} with {@code arguments} after the contender's name; returns what it printed
   * by name, nothing if it failed.
   *
   * @param errors where its errors go
   */
  Map<String, List<Double>> run(int megabytes, List<String> arguments, Redirect errors)
      throws IOException, InterruptedException {
    return run(megabytes, arguments, errors, WITHOUT_LIMIT);
  }

  private Map<String, List<Double>> run(
      int megabytes, List<String> arguments, Redirect errors, Duration most)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + megabytes + "m");
    if (libraries == null) {
      OPENED_FOR_SPARK.forEach(
          name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    }
    command.addAll(List.of("-cp", classPath(), LogRun.class.getName(), name));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    // What it prints fits the pipe.
    if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
      return Map.of();
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.exitValue() != 0) {
      return Map.of();
    }
    Map<String, List<Double>> printed = new HashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ", 2);
      printed.computeIfAbsent(words[0], key -> new ArrayList<>()).add(Double.valueOf(words[1]));
    }
    return printed;
  }

  /**
   * The least heap in megabytes, to a twentieth, with which it loads and plans once, in at most
   * five times the time that it takes with {@code mostMegabytes}.
   */
  int leastHeap(List<String> arguments, int mostMegabytes)
      throws IOException, InterruptedException {
    int fails = LEAST_MEGABYTES;
    int works = mostMegabytes;
    long start = System.nanoTime();
    run(mostMegabytes, arguments, Redirect.DISCARD);
    Duration most = Duration.ofNanos(System.nanoTime() - start).multipliedBy(MOST_TIMES_SLOWER);
    while (works > fails + 1 && works > fails * 21 / 20) {
      int middle = (int) Math.sqrt((double) fails * works);
      if (run(middle, arguments, Redirect.DISCARD, most).isEmpty()) {
        fails = middle;
      } else {
        works = middle;
      }
    }
    return works;
  }
}
