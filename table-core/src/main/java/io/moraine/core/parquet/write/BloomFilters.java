package io.moraine.core.parquet.write;

import io.moraine.core.error.InvalidInputException;
import io.moraine.core.parquet.bloom.BloomFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns get Bloom filters, and how large those become. Columns are named by their path in
 * the Parquet schema, joined with dots. Booleans never get one.
 *
 * @param all whether columns get one that {@code columns} says nothing of
 * @param columns what single columns get
 * @param maxBytes no filter becomes larger; one that had to be much larger is left out
 */
public record BloomFilters(boolean all, Map<String, Column> columns, int maxBytes) {
  /**
   * What a column gets.
   *
   * @param enabled whether it gets a filter
   * @param falsePositives how many of the values that a chunk lacks are held to be in it, from 0 to
   *     1, both excluded; a filter is made as small as that allows
   * @param expectedValues how many different values a chunk has about; 0 if that is not known
   */
  public record Column(boolean enabled, double falsePositives, long expectedValues) {
    /** A filter that errs once in a hundred. */
    public static final Column ENABLED = new Column(true, DEFAULT_FALSE_POSITIVES, 0);

    public Column {
      if (!(falsePositives > 0 && falsePositives < 1) || expectedValues < 0) {
        throw new InvalidInputException(
            "A Bloom filter cannot have a rate of false positives of %s and %d different values"
                .formatted(falsePositives, expectedValues));
      }
    }
  }

  /** No column gets one. */
  public static final BloomFilters NONE = new BloomFilters(false, Map.of(), 1 << 20);

  private static final double DEFAULT_FALSE_POSITIVES = 0.01;
  private static final String PREFIX = "parquet.bloom.filter.";
  private static final String ENABLED = "enabled";
  private static final String FALSE_POSITIVES = "fpp";
  private static final String EXPECTED = "expected.ndv";

  public BloomFilters {
    columns = Map.copyOf(columns);
    if (maxBytes < BloomFilter.LEAST_BYTES || maxBytes > BloomFilter.MOST_BYTES) {
      throw new InvalidInputException(
          "Bloom filters can have %d to %d bytes, not up to %d"
              .formatted(BloomFilter.LEAST_BYTES, BloomFilter.MOST_BYTES, maxBytes));
    }
  }

  /** Filters for these columns. */
  public static BloomFilters of(List<String> names) {
    Map<String, Column> columns = new HashMap<>();
    names.forEach(name -> columns.put(name, Column.ENABLED));
    return new BloomFilters(false, columns, NONE.maxBytes());
  }

  /**
   * What {@code properties} say, by the names of parquet-java: {@code
   * parquet.bloom.filter.enabled}, {@code .fpp} and {@code .expected.ndv}, for one column with
   * {@code #} and its name behind, and {@code parquet.bloom.filter.max.bytes}. Others are not
   * looked at.
   *
   * @throws InvalidInputException if a value is none
   */
  public static BloomFilters of(Map<String, String> properties) {
    boolean all = "true".equals(text(properties, ENABLED));
    int maxBytes = (int) number(properties, "max.bytes", NONE.maxBytes());
    Map<String, Column> columns = new HashMap<>();
    for (String key : properties.keySet()) {
      int mark = key.indexOf('#');
      if (key.startsWith(PREFIX) && mark > 0) {
        String name = key.substring(mark + 1);
        columns.computeIfAbsent(name, unused -> column(properties, "#" + name, all));
      }
    }
    if (all) {
      columns.putIfAbsent("", column(properties, "", true));
    }
    return new BloomFilters(all, columns, maxBytes);
  }

  private static Column column(Map<String, String> properties, String suffix, boolean all) {
    String enabled = text(properties, ENABLED + suffix);
    double fpp = DEFAULT_FALSE_POSITIVES;
    for (String key : List.of(FALSE_POSITIVES, FALSE_POSITIVES + suffix)) {
      String text = text(properties, key);
      if (text != null) {
        try {
          fpp = Double.parseDouble(text);
        } catch (NumberFormatException e) {
          throw unusable(key, text, e);
        }
      }
    }
    return new Column(
        enabled == null ? all : enabled.equals("true"),
        fpp,
        number(properties, EXPECTED + suffix, 0));
  }

  private static String text(Map<String, String> properties, String key) {
    String text = properties.get(PREFIX + key);
    return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
  }

  private static long number(Map<String, String> properties, String key, long otherwise) {
    String text = text(properties, key);
    try {
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw unusable(key, text, e);
    }
  }

  private static InvalidInputException unusable(String key, String text, Exception cause) {
    return new InvalidInputException(
        "Property %s%s needs to be a number, got '%s'".formatted(PREFIX, key, text), cause);
  }

  /** What the column at {@code path} gets; empty if that is nothing. */
  Optional<Column> column(List<String> path) {
    Column column = columns.get(String.join(".", path));
    if (column == null && all) {
      column = columns.getOrDefault("", Column.ENABLED);
    }
    return Optional.ofNullable(column).filter(Column::enabled);
  }
}
