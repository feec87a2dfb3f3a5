package io.moraine.cli.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers with labels, in order.
 *
 * @param labels as many as values
 * @param values finite, or NaN where there is none
 */
public record Series(List<String> labels, List<Double> values) {
  public Series {
    labels = List.copyOf(labels);
    values = List.copyOf(values);
    if (labels.size() != values.size()) {
      throw new IllegalArgumentException(
          "A series needs a label a value, got %d and %d".formatted(labels.size(), values.size()));
    }
  }

  /** The greatest value and 0. */
  double greatest() {
    return values.stream().mapToDouble(v -> v).filter(Double::isFinite).reduce(0, Math::max);
  }

  /** The least value and 0. */
  double least() {
    return values.stream().mapToDouble(v -> v).filter(Double::isFinite).reduce(0, Math::min);
  }

  /** How many values of {@code numbers} are in each class between two of {@code bounds}. */
  public static Series histogram(List<Long> numbers, long[] bounds, List<String> names) {
    long[] counts = new long[bounds.length + 1];
    for (long number : numbers) {
      int i = 0;
      while (i < bounds.length && number >= bounds[i]) {
        i++;
      }
      counts[i]++;
    }
    List<Double> values = new ArrayList<>();
    for (long count : counts) {
      values.add((double) count);
    }
    return new Series(names, values);
  }
}
