package io.moraine.cli;

import io.moraine.DataFile;
import io.moraine.cli.chart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How large files are, and in which partitions. */
final class FileHistogram {
  private static final long MIB = 1 << 20;
  private static final long[] BOUNDS = {
    MIB / 8, MIB, 8 * MIB, 32 * MIB, 128 * MIB, 256 * MIB, 1024 * MIB
  };
  private static final List<String> NAMES =
      List.of(
          "< 128 KiB",
          "< 1 MiB",
          "< 8 MiB",
          "< 32 MiB",
          "< 128 MiB",
          "< 256 MiB",
          "< 1 GiB",
          "≥ 1 GiB");
  private static final int MOST_PARTITIONS = 20;

  private FileHistogram() {}

  /** How many files there are of each size. */
  static Series sizes(List<DataFile> files) {
    return Series.histogram(files.stream().map(DataFile::sizeBytes).toList(), BOUNDS, NAMES);
  }

  /** How many bytes there are in each partition, of the largest; empty without partitions. */
  static Series partitions(List<DataFile> files) {
    Map<String, Long> bytes = new TreeMap<>();
    for (DataFile file : files) {
      if (!file.partition().isEmpty()) {
        bytes.merge(name(file), file.sizeBytes(), Long::sum);
      }
    }
    List<String> labels = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_PARTITIONS)
        .forEach(
            entry -> {
              labels.add(entry.getKey());
              values.add((double) entry.getValue());
            });
    return new Series(labels, values);
  }

  private static String name(DataFile file) {
    return file.partition().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("/"));
  }
}
